// What every page has. Keys of a single letter can be switched off: no other script hears them then.
addEventListener("keydown", (event) => {
  const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (letter && document.documentElement.dataset.keys === "off") event.stopImmediatePropagation();
}, true);

// "/" goes to the search box.
addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code === "Slash" && !event.shiftKey) {
    event.preventDefault();
    document.getElementById("search")?.focus();
  }
});
