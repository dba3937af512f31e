// What every page has: "/" goes to the search box.
addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code === "Slash" && !event.shiftKey) {
    event.preventDefault();
    document.getElementById("search").focus();
  }
});
