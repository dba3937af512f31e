// What every page has: keys to the search box, to the other pages, to the list of keys, and back.
import { announce, free } from "./keys.js";

const help = document.getElementById("help");
let going = false; // "g" was pressed: the next key says where to

function takes(event) {
  if (going) {
    going = false;
    const link = document.querySelector(`[data-go="${event.code}"]`);
    announce(link?.textContent ?? "");
    link?.click();
    return !!link || event.code === "Escape";
  }
  if (event.key === "?" || event.code === "Slash" && event.shiftKey) {
    help?.showModal();
    return !!help;
  }
  if (event.shiftKey) return false;
  if (event.code === "Slash") {
    document.getElementById("search")?.focus();
    return true;
  }
  if (event.code === "KeyG" && help) {
    going = true;
    announce(help.dataset.going);
    return true;
  }
  return false;
}

addEventListener("keydown", (event) => {
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key) || !free(event) || !takes(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // it is nobody else's
}, true);

// Escape leaves the search box, or steps back where a page says how.
addEventListener("keydown", (event) => {
  if (event.code !== "Escape" || event.defaultPrevented) return;
  if (event.target.id === "search") event.target.blur();
  else if (free(event)) document.querySelector("[data-back]")?.click();
});

for (const button of document.querySelectorAll("[data-help]")) {
  button.hidden = !help;
  button.addEventListener("click", () => help.showModal());
}

// On a narrow screen the pages are a row that scrolls: the one at hand is in sight.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
