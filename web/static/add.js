// Adding a report: what takes long says its step; before it is kept, its words and its values point at one another.
import { free } from "./keys.js";
import { Hand } from "./report-hand.js";
import { Leader } from "./report-leader.js";

for (const form of document.querySelectorAll("form[data-slow]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault(); // once is enough
    if (event.submitter?.value === "back") return;
    form.dataset.sent = "1";
    const address = form.dataset.slowAddress && form.elements.address.value.trim() && !form.elements.text.value.trim();
    setTimeout(() => {
      const words = address ? form.dataset.slowAddress : form.dataset.slow;
      document.getElementById("step").textContent = words;
      document.getElementById("live").textContent = words;
    }, 300);
  });
}
addEventListener("pageshow", () => { // come back to, it can be sent again
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

if (document.getElementById("record")) {
  const page = { announce: () => {} };
  page.leader = new Leader(page);
  page.hand = new Hand(page);
  page.hand.refreshed();
  const steps = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 };
  addEventListener("keydown", (event) => {
    if (!free(event) || event.shiftKey || !event.target.closest("#record") || !steps[event.code]) return;
    event.preventDefault();
    page.hand.move(steps[event.code]);
  });
}
