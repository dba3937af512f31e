// Keys of an incident's page: each button or link says which key presses it (data-key, by KeyboardEvent.code).
addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const target = document.querySelector(`[data-key="${event.code}"]`);
  if (target) {
    event.preventDefault();
    target.click();
  }
});
