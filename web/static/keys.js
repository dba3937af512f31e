// Keys, by where they lie (KeyboardEvent.code), so that they hold on every layout; and the letters that they print.

const layout = new Map(); // which letter each key types, as far as it is known

// letters prints those of the visitor's layout on the keys of the page.
export function letters() {
  for (const cap of document.querySelectorAll("kbd[data-code]")) cap.textContent = layout.get(cap.dataset.code) ?? cap.textContent;
}

// off tells whether an event is of a key of a single letter, and those are switched off.
export function off(event) {
  return document.documentElement.dataset.keys === "off" && event.key.length === 1 && event.key !== " ";
}

// free tells whether a key is there to be taken: it is pressed alone or with Shift, nobody has taken it, and nothing is
// typed with it.
export function free(event) {
  return !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !off(event)
    && !event.target.closest?.("input, select, textarea, dialog, [popover], [role=slider]");
}

// A key that did something types nothing until it is let go, wherever its act has put the hand: neither the letter that belongs to it nor
// those that follow while it is held down. The last key that was pressed says whether it was taken.
let last = null;
addEventListener("keydown", (event) => {
  const held = last?.code === event.code && event.repeat;
  if (!held) last = event;
  else if (last.defaultPrevented && event.target.closest?.("input, textarea, select")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);
addEventListener("keyup", (event) => {
  if (event.code === last?.code) last = null;
}, true);
addEventListener("blur", () => { last = null; });
for (const kind of ["keypress", "beforeinput"]) {
  addEventListener(kind, (event) => {
    if ((event.inputType ?? "insertText") === "insertText" && last?.defaultPrevented && event.target !== last.target) event.preventDefault();
  }, true);
}

// announce speaks politely.
export function announce(words) {
  document.getElementById("live").textContent = words;
}

// The layout is learnt from what is typed, and asked for where the browser tells it.
addEventListener("keydown", (event) => {
  if (!event.code.startsWith("Key") || event.key.length !== 1 || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || layout.get(event.code) === event.key) return;
  layout.set(event.code, event.key);
  letters();
}, true);
navigator.keyboard?.getLayoutMap?.().then((map) => {
  for (const [code, letter] of map) layout.set(code, letter);
  letters();
}).catch(() => {}); // a page within another may not ask
