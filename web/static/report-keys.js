// Keys, by where they lie (KeyboardEvent.code), so that they hold on every layout. They work while the
// focus is in the article or the record, and can be switched off.
export function listen(page) {
  const { hand, editor, sender, picker } = page;
  let after = ""; // "n": what is added; "f": digits jump
  let digits = "";
  const help = document.getElementById("help");
  const single = document.getElementById("single-keys");
  single.checked = localStorage.getItem("single-keys") !== "off";
  single.addEventListener("change", () => localStorage.setItem("single-keys", single.checked ? "on" : "off"));
  document.getElementById("open-help").addEventListener("click", () => help.showModal());

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
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, dialog")) return;
    if (event.key === "?" || event.code === "Slash" && event.shiftKey) {
      event.preventDefault();
      help.showModal();
      return;
    }
    if (!event.target.closest("#artwrap, #record")) return;
    learn(event);
    if (picker.on) {
      if (picker.key(event)) event.preventDefault();
      return;
    }
    if (event.altKey || !single.checked && event.key.length === 1) return;
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
  navigator.keyboard?.getLayoutMap?.().then((map) => {
    for (const [code, letter] of map) layout.set(code, letter);
    letters();
  }).catch(() => {}); // a page within another may not ask
}

// layout is which letter each key types, as far as it is known.
const layout = new Map();

// letters prints those of the visitor's layout on the keys of the page.
export function letters() {
  for (const cap of document.querySelectorAll("kbd[data-code]")) cap.textContent = layout.get(cap.dataset.code) ?? cap.textContent;
}

function jump(page, digits) {
  const row = page.hand.rows().find((one) => one.dataset.n === String(Number(digits)));
  if (row) page.hand.take(row);
  return row;
}

// learn takes the letters of the visitor's layout from what is typed.
function learn(event) {
  if (!event.code.startsWith("Key") || event.key.length !== 1 || event.shiftKey || event.altKey || layout.get(event.code) === event.key) return;
  layout.set(event.code, event.key);
  letters();
}
