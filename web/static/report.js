// The report beside its record. All of it goes by links and forms; this adds the hand: keys, the leader
// line, picking words, and decisions that wait while the server is away.
import { Hand } from "./report-hand.js";
import { Leader } from "./report-leader.js";
import { Sender } from "./report-send.js";
import { Picker } from "./report-pick.js";
import { Editor } from "./report-edit.js";
import { letters } from "./keys.js";
import { listen } from "./report-keys.js";

const says = document.getElementById("says").dataset;
const plurals = new Intl.PluralRules(document.documentElement.lang);

// say gives a text of the page with its arguments, in the plural of n.
function say(name, args = {}) {
  let text = says[name];
  if (text.startsWith("{\"")) {
    const forms = JSON.parse(text);
    text = forms[plurals.select(args.n)] ?? forms.other;
  }
  return text.replace(/\{(\w+)\}/g, (_, key) => typeof args[key] === "number" ? args[key].toLocaleString(document.documentElement.lang === "ar" ? "ar-EG" : "en") : args[key] ?? "");
}

// announce speaks politely.
function announce(name, args) {
  document.getElementById("live").textContent = say(name, args);
}

const page = { say, announce, bench: () => document.getElementById("bench") };
page.leader = new Leader(page);
page.hand = new Hand(page);
page.sender = new Sender(page);
page.editor = new Editor(page);
page.picker = new Picker(page);
page.refreshed = () => {
  page.hand.refreshed();
  page.editor.refreshed();
  letters();
};
listen(page);
page.refreshed();
page.sender.start();
