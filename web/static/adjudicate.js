// Adjudication by keys: j and k, or arrows, walk the fields; 1, 2, 3 take an answer, c writes another, 0 leaves a field open with a
// reason, u takes back, v picks words of the article for another, ] goes to the next difference. Each presses a button or a link of the row in hand; without this all goes by them.
import { free } from "./keys.js";
import { announce } from "./say.js";
import { Picker } from "./report-pick.js";

const hands = [...document.querySelectorAll("table.adj .hand")];
const rowOf = (hand) => hand.closest("tr");
let current = Math.max(hands.findIndex((hand) => rowOf(hand).classList.contains("cur")), 0);

function take(index) {
  hands.forEach((hand, i) => {
    const row = rowOf(hand);
    hand.tabIndex = i === index ? 0 : -1;
    row.classList.toggle("cur", i === index);
    if (i === index) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    row.nextElementSibling.hidden = i !== index;
  });
  current = index;
}

function walk(to) {
  if (to < 0 || to >= hands.length) return;
  take(to);
  hands[to].focus({ preventScroll: true });
  rowOf(hands[to]).nextElementSibling.scrollIntoView({ block: "nearest" });
  rowOf(hands[to]).scrollIntoView({ block: "nearest" });
}

// next goes to the next open difference here, or in another report.
function next() {
  const at = hands.findIndex((hand, i) => i > current && rowOf(hand).dataset.open !== undefined);
  if (at >= 0) walk(at);
  else document.getElementById("next")?.click();
}

hands.forEach((hand, i) => {
  hand.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    walk(i);
  });
});
for (const row of document.querySelectorAll("table.adj tr.u")) {
  row.addEventListener("click", (event) => {
    if (!event.target.closest("a")) walk(hands.findIndex((hand) => rowOf(hand) === row));
  });
}

const keys = {
  KeyJ: () => walk(current + 1), ArrowDown: () => walk(current + 1),
  KeyK: () => walk(current - 1), ArrowUp: () => walk(current - 1),
  KeyC: () => press("c"), KeyU: () => press("u"), KeyV: () => picker.enter(), Escape: () => press("Escape"),
  BracketRight: next, BracketLeft: () => document.getElementById("previous")?.click(),
};

function press(key) {
  details()?.querySelector(`[data-key="${key}"]`)?.click();
}

function details() { return hands.length ? rowOf(hands[current]).nextElementSibling : null; }

// Words of the article go into the form in which another value is written.
const picker = new Picker({ announce, hand: { row: null } }, "table.adj form.fix");
for (const button of document.querySelectorAll("table.adj [data-do=pick]")) {
  button.hidden = false;
  button.addEventListener("click", () => picker.enter(button.form));
}
document.addEventListener("mouseup", (event) => {
  if (picker.on && event.target.closest?.("#article")) picker.assign();
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("input, select, textarea")) {
    event.preventDefault();
    if (event.target.closest(".fix")) press("Escape");
    else hands[current]?.focus();
  }
  if (picker.on && event.target.closest("#artwrap")) {
    if (!/^(?:Digit|Numpad)/.test(event.code) && picker.key(event)) event.preventDefault();
    return;
  }
  if (!free(event) || event.shiftKey || event.target !== document.body && !event.target.closest("main")) return;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  const act = digit === "0" ? () => details()?.querySelector(".leave [name=reason]")?.focus() : digit ? () => press(digit) : keys[event.code];
  if (!act || event.repeat && !/^Key[JK]$|^Arrow/.test(event.code)) return;
  event.preventDefault();
  act();
});

if (hands.length) take(current);
const arrive = () => {
  (document.querySelector("table.adj .fix select, table.adj .fix input:not([type=hidden])") ?? (location.hash ? hands[current] : null))?.focus({ preventScroll: true });
  if (!location.hash || !hands.length) return;
  rowOf(hands[current]).nextElementSibling.scrollIntoView({ block: "nearest" });
  rowOf(hands[current]).scrollIntoView({ block: "nearest" });
};
if (document.readyState === "complete") arrive();
else addEventListener("load", () => requestAnimationFrame(arrive)); // going to a row by its name takes the focus away
