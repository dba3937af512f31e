// The report beside its record. All of it goes by links and forms; this adds the hand: keys, the leader
// line, picking words, and decisions that wait while the server is away.
import { Hand } from "./report-hand.js";
import { Leader } from "./report-leader.js";
import { Sender } from "./report-send.js";
import { Picker } from "./report-pick.js";
import { Editor } from "./report-edit.js";
import { letters } from "./keys.js";
import { announce, say } from "./say.js";
import { listen } from "./report-keys.js";

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
