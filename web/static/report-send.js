// Decisions on their way to the server, one after another. While it is away they wait here, through a
// reload too; what it answers takes the place of what the page shows.
export class Sender {
  constructor(page) {
    this.page = page;
    this.busy = false;
    this.pause = 0;
    addEventListener("online", () => this.send());
  }

  name(what) { return `dateline ${what} ${this.page.bench().dataset.report}`; }

  load(what) { return JSON.parse(sessionStorage.getItem(this.name(what)) ?? "[]"); }

  keep(what, list) { sessionStorage.setItem(this.name(what), JSON.stringify(list)); }

  start() {
    if (this.load("queue").length) this.send();
  }

  // decide sends a form's fields; kind and path say what is decided, who how the row looks meanwhile.
  decide(fields, who = "") {
    const queue = this.load("queue");
    queue.push({ fields, who });
    this.keep("queue", queue);
    this.paint();
    this.send();
  }

  // undo takes back what was decided last here: one that waits, or one that was sent.
  undo() {
    const queue = this.load("queue");
    if (queue.length && !this.busy) {
      queue.pop();
      this.keep("queue", queue);
      this.tell();
      this.page.editor.open("");
      return;
    }
    this.again("made", "undo");
  }

  redo() {
    this.again("undone", "redo");
  }

  // again takes back, or makes again, what a list has last; the server knows what that is where the list is empty.
  again(list, kind) {
    const all = this.load(list);
    const { edits, path } = all.pop() ?? { edits: "", path: "" };
    this.keep(list, all);
    this.decide({ kind, edits, path });
  }

  // paint shows what waits.
  paint() {
    for (const { fields, who } of this.load("queue")) {
      const row = this.page.hand.rows().find((one) => one.dataset.path === fields.path && (one.dataset.saw === fields.saw || !fields.saw));
      if (!row) continue;
      if (who) this.page.hand.show(row, who);
      row.classList.toggle("unsent", this.pause > 0);
    }
  }

  tell() {
    const n = this.load("queue").length;
    document.getElementById("waiting").textContent = this.pause && n ? this.page.say(this.ended ? "ended" : "waiting", { n }) : "";
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let queue = this.load("queue"); queue.length; queue = this.load("queue")) {
        const answer = await this.post(queue[0].fields);
        if (!answer) { // it is away
          this.wait();
          return;
        }
        const [one] = this.load("queue");
        this.keep("queue", this.load("queue").slice(1));
        await this.take(answer, one.fields);
      }
      if (this.pause) this.page.announce("sent");
      this.pause = 0;
    } finally {
      this.busy = false;
      this.tell();
    }
  }

  wait() {
    this.pause = Math.min(this.pause ? this.pause * 2 : 2, 30);
    this.tell();
    this.paint();
    this.page.announce(this.ended ? "ended" : "waiting", { n: this.load("queue").length });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.pause * 1000);
  }

  async post(fields) {
    try {
      const answer = await fetch(`${this.page.bench().dataset.address}/edit`, { method: "POST", headers: { "X-Part": "report" }, body: new URLSearchParams(fields) });
      this.ended = answer.status === 401; // somebody has to log in first: what was decided waits
      return answer.status >= 500 || this.ended ? null : answer;
    } catch {
      this.ended = false;
      return null;
    }
  }

  async take(answer, fields) {
    const text = await answer.text();
    if (!text.includes('id="bench"')) { // it was refused, in words
      const words = new DOMParser().parseFromString(text, "text/html").querySelector("main h1")?.textContent;
      this.page.announce("failed", { why: words ?? answer.status });
      document.getElementById("waiting").textContent = this.page.say("failed", { why: words ?? answer.status });
      return this.page.editor.open("");
    }
    const before = new Set(this.page.hand.rows().map((row) => row.dataset.v));
    this.show(text);
    if (!answer.ok) {
      document.querySelector("#bench .clash button, #bench .fix [aria-invalid], #bench .fix input:not([type=hidden]), #bench .clash a")?.focus();
      document.getElementById("live").textContent = document.querySelector("#bench .clash p, #bench .wrong")?.textContent ?? "";
      return;
    }
    const edits = answer.headers.get("X-Edits");
    const stack = fields.kind === "undo" ? "undone" : "made";
    if (edits) this.keep(stack, [...this.load(stack), { edits, path: fields.path }]);
    if (fields.kind === "undo" || fields.kind === "redo") { // the hand goes where something changed
      const row = this.page.hand.rows().find((one) => one.dataset.path === fields.path);
      if (row) this.page.hand.take(row, { focus: document.activeElement?.closest("#record") !== null });
    }
    if (fields.kind !== "undo" && fields.kind !== "redo") this.keep("undone", []);
    if (fields.kind === "add") { // what was added is in hand
      const added = this.page.hand.rows().find((row) => !before.has(row.dataset.v) && row.dataset.saw);
      if (added) this.page.hand.take(added, { focus: !document.activeElement?.closest("form.fix") });
    }
    const said = { undo: "undone", redo: "redone", set: "saved", add: "saved", words: "saved" }[fields.kind];
    if (said) this.page.announce(said);
  }

  // show puts a fresh part in the place of the old one. Panes keep their place, and a form its typing.
  show(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("bench");
    const old = this.page.bench();
    const nums = document.getElementById("article").classList.contains("nums");
    const places = ["artwrap", "record"].map((id) => [id, document.getElementById(id).scrollTop]);
    const typing = old.querySelector("form.fix:not([data-sent])");
    const at = document.activeElement;
    const focused = typing?.contains(at) ? at : null;
    const inRecord = old.contains(at);
    const clashes = [...old.querySelectorAll(".row .clash")].map((one) => [one.closest(".row").dataset.v, one]);
    old.replaceWith(fresh);
    for (const [id, clash] of clashes) { // what is not settled stays in sight
      const row = this.page.hand.find(id);
      if (row && !row.querySelector(".clash")) row.append(clash);
    }
    if (typing && !fresh.querySelector("form.fix")) {
      const row = typing.dataset.row && this.page.hand.find(typing.dataset.row);
      (row ?? document.getElementById("kept")).append(typing);
    }
    if (nums) document.getElementById("article").classList.add("nums");
    for (const [id, top] of places) document.getElementById(id).scrollTop = top;
    this.page.refreshed();
    if (focused) focused.focus({ preventScroll: true });
    else if (inRecord && at.id === "artwrap") document.getElementById("artwrap").focus({ preventScroll: true });
    else if (inRecord && document.activeElement === document.body) this.page.hand.row?.querySelector(".val").focus({ preventScroll: true });
    this.paint();
    this.tell();
  }
}
