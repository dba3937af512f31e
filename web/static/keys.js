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
