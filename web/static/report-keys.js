// Keys of a report. They work while the focus is in the article or the record, and can be switched off.
import { off } from "./keys.js";

export function listen(page) {
  const { hand, editor, sender, picker } = page;
  let after = ""; // "n": what is added; "f": digits jump
  let digits = "";

  const follow = (id) => {
    const link = document.getElementById(id);
    if (!link) return;
    sessionStorage.setItem("dateline hand", "1"); // the hand stays on the keys on the next page
    location.assign(link.href);
  };
  const numbers = (on) => {
    document.getElementById("article").classList.toggle("nums", on);
    after = on ? "f" : "";
    digits = "";
    if (on) page.announce("number");
  };
  const plain = {
    KeyJ: () => hand.move(1), ArrowDown: () => hand.move(1),
    KeyK: () => hand.move(-1), ArrowUp: () => hand.move(-1),
    Period: () => hand.unchecked(),
    KeyA: () => editor.decide("accept"),
    KeyC: () => editor.correct(hand.row),
    KeyX: () => editor.decide("reject"),
    KeyE: () => editor.why(hand.row),
    KeyU: () => sender.undo(),
    KeyF: () => numbers(after !== "f"),
    KeyD: () => editor.open("correct=document.published"),
    KeyN: () => { after = "n"; page.announce("add"); },
    KeyV: () => picker.enter(),
    BracketRight: () => follow("next"),
    BracketLeft: () => follow("previous"),
    Escape: () => numbers(false),
  };
  const shifted = {
    KeyJ: () => hand.event(1), KeyK: () => hand.event(-1),
    KeyA: () => editor.acceptEvent(),
    KeyU: () => sender.redo(),
  };
  const added = {
    KeyE: () => editor.add("events"),
    KeyC: () => editor.event() && editor.add(`${editor.event()}.casualties`),
    KeyS: () => editor.add("statements", { about: editor.event()?.slice("events.".length) ?? "" }),
    KeyT: () => editor.add("traits"),
  };

  addEventListener("keydown", (event) => {
    if (off(event) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, dialog")) return;
    if (!event.target.closest("#artwrap, #record")) return;
    if (picker.on) {
      if (picker.key(event)) event.preventDefault();
      return;
    }
    if (event.altKey) return;
    if (event.target.closest("a, button:not(.val)") && (event.code === "Enter" || event.code === "Space")) return;
    let act;
    if (after === "n") {
      after = "";
      act = added[event.code];
    } else if (after === "f" && /^(Digit|Numpad)\d$/.test(event.code)) {
      digits += event.code.slice(-1);
      act = () => jump(page, digits) || (digits = event.code.slice(-1), jump(page, digits));
    } else if (event.target.id === "artwrap" && event.code.startsWith("Arrow")) {
      return; // the article scrolls
    } else {
      act = (event.shiftKey ? shifted : plain)[event.code];
    }
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const button of document.querySelectorAll(".dock [data-key]")) {
    button.addEventListener("click", () => plain[button.dataset.key]());
  }
  if (sessionStorage.getItem("dateline hand")) {
    sessionStorage.removeItem("dateline hand");
    requestAnimationFrame(() => hand.row?.querySelector(".val").focus({ preventScroll: true }));
  }
}

function jump(page, digits) {
  const row = page.hand.rows().find((one) => one.dataset.n === String(Number(digits)));
  if (row) page.hand.take(row);
  return row;
}
