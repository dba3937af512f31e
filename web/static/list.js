// A list: one tab stop for it; j and k, or arrows, walk it, and Enter opens. "]" goes to what is next, "[" to what is before.
import { free } from "./keys.js";

export const rows = [...document.querySelectorAll("table.list tr.i")];
const links = rows.map((row) => row.querySelector(".ttl"));
let current = 0;

function stopAt(index) {
  links.forEach((link, i) => { link.tabIndex = i === index ? 0 : -1; });
  current = index;
}

// walk goes to a row.
export function walk(to) {
  if (to < 0 || to >= links.length) return;
  links[to].focus();
  rows[to].scrollIntoView({ block: "nearest" });
}

links.forEach((link, i) => {
  link.addEventListener("focus", () => {
    stopAt(i);
    rows[i].classList.add("cur");
  });
  link.addEventListener("blur", () => rows[i].classList.remove("cur"));
});
if (links.length) stopAt(0);

addEventListener("keydown", (event) => {
  if (!free(event) || event.shiftKey) return;
  const at = document.activeElement;
  if (at !== document.body && !at.closest("table.list")) return;
  const started = links.includes(at);
  const step = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 }[event.code];
  if (step && links.length && (started || !event.code.startsWith("Arrow"))) {
    event.preventDefault();
    walk(started ? current + step : current);
  }
  const turn = { BracketRight: started ? links[current] : document.getElementById("next"), BracketLeft: document.querySelector(".turn [rel=prev]") }[event.code];
  if (turn) {
    event.preventDefault();
    turn.click();
  }
});
