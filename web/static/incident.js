// Keys of an incident's page: each button or link says which key presses it (data-key, by KeyboardEvent.code).
import { free } from "./keys.js";

addEventListener("keydown", (event) => {
  const target = free(event) && !event.shiftKey && document.querySelector(`[data-key="${event.code}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});
