// The value in hand: which row, and which words; hover and focus on one light the other.
const shapes = {
  machine: '<circle cx="4.5" cy="4.5" r="3.4"/>',
  human: '<circle class="f" cx="4.5" cy="4.5" r="3.4"/>',
  fixed: '<rect class="f" x="1.2" y="1.2" width="6.6" height="6.6"/>',
  no: '<circle cx="4.5" cy="4.5" r="3.4"/><path d="M1.5 7.5 7.5 1.5"/>',
};

export class Hand {
  constructor(page) {
    this.page = page;
    this.held = null; // what the row in hand was: {id, path, saw, index}
    document.addEventListener("mouseover", (event) => this.light(event.target, true));
    document.addEventListener("mouseout", (event) => this.light(event.target, false));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("focusin", (event) => {
      const row = event.target.closest?.("#record .row");
      if (row && row !== this.row) this.take(row, { focus: false });
    });
  }

  rows() { return [...document.querySelectorAll("#record .row")]; }

  // words gives the marks and brackets of a row, in the order of the text.
  words(row) {
    return [...document.querySelectorAll(`#article [data-v~="${CSS.escape(row.dataset.v)}"]`)];
  }

  light(target, on) {
    const of = target.closest?.("#article [data-v], #record .row");
    if (!of) return;
    for (const id of of.dataset.v.split(" ").slice(0, 1)) {
      const row = this.find(id);
      row?.classList.toggle("hov", on);
      if (row) for (const mark of this.words(row)) mark.classList.toggle("hov", on);
    }
  }

  find(id) { return this.rows().find((row) => row.dataset.v === id); }

  click(event) {
    if (event.target.closest("a, form, input, select, .fix")) return;
    const row = event.target.closest("#record .row");
    if (row) return this.take(row);
    const mark = event.target.closest("#article [data-v]");
    if (!mark || !getSelection().isCollapsed) return;
    const held = this.row && mark.dataset.v.split(" ").indexOf(this.row.dataset.v);
    const ids = mark.dataset.v.split(" ");
    const next = this.find(ids[(held + 1) % ids.length]) ?? this.find(ids[0]); // again: the one around it
    if (next) this.take(next);
  }

  // take puts a row in hand.
  take(row, { focus = true, scroll = true } = {}) {
    if (!row) return;
    for (const other of document.querySelectorAll("#bench .cur, #bench mark.on")) {
      other.classList.remove("cur", "on");
    }
    for (const other of this.rows()) {
      other.querySelector(".val").tabIndex = -1;
      other.querySelector(".val").removeAttribute("aria-current");
    }
    this.row = row;
    this.held = { id: row.dataset.v, path: row.dataset.path, saw: row.dataset.saw, index: this.rows().indexOf(row) };
    row.classList.add("cur");
    const button = row.querySelector(".val");
    button.tabIndex = 0;
    button.setAttribute("aria-current", "true");
    for (const other of row.closest(".ev").querySelectorAll(".row")) {
      for (const mark of this.words(other)) mark.classList.add("on");
    }
    const words = this.words(row);
    for (const mark of words) mark.classList.add("cur");
    const drawn = words.find((one) => one.getClientRects().length && one.textContent) ?? words[0];
    if (focus) button.focus({ preventScroll: true });
    if (scroll) {
      if (innerWidth < 901) row.scrollIntoView({ block: "nearest" });
      else within(row, document.getElementById("record"));
      if (drawn) within(drawn, document.getElementById("artwrap"));
    }
    this.dock(row);
    this.page.leader.draw(row, drawn ?? null);
  }

  dock(row) {
    const what = document.querySelector(".dock .what");
    if (!what) return; // nothing can be decided here
    const label = document.createElement("b");
    label.textContent = row.querySelector(".lab").textContent;
    what.replaceChildren(label, ` ${row.querySelector(".val .v").textContent} ${row.querySelector(".words")?.textContent ?? ""}`);
  }

  move(by) {
    const rows = this.rows();
    this.take(rows[Math.min(Math.max(rows.indexOf(this.row) + by, 0), rows.length - 1)]);
  }

  // event goes to the first row of the next or previous section.
  event(by) {
    const sections = [...document.querySelectorAll("#record .ev")].filter((one) => one.querySelector(".row"));
    const at = sections.indexOf(this.row?.closest(".ev"));
    this.take(sections[Math.min(Math.max(at + by, 0), sections.length - 1)]?.querySelector(".row"));
  }

  unchecked() {
    const rows = this.rows();
    const at = rows.indexOf(this.row);
    const open = (row) => row.dataset.who === "machine";
    const next = rows.slice(at + 1).find(open) ?? rows.find(open);
    if (next) this.take(next);
    else this.page.announce("allChecked");
  }

  // show draws a decision before the server has answered.
  show(row, who) {
    row.dataset.who = who;
    row.querySelector(".mk").innerHTML = shapes[who];
    for (const mark of this.words(row)) if (mark.dataset.v.startsWith(row.dataset.v)) mark.dataset.who = who;
  }

  // refreshed finds the row in hand again after the record was drawn anew.
  refreshed() {
    const rows = this.rows();
    const held = this.held;
    const list = (path) => path?.replace(/\.\d+$/, "");
    const opened = rows.find((row) => row.querySelector(".fix, .clash, .why")) ?? (held ? null : rows.find((row) => `#${row.id}` === decodeURIComponent(location.hash)));
    const same = held && (rows.find((row) => row.dataset.v === held.id && row.dataset.saw === held.saw)
      ?? rows.find((row) => held.saw && row.dataset.saw === held.saw && list(row.dataset.path) === list(held.path))
      ?? rows.find((row) => row.dataset.v === held.id) ?? rows[Math.min(held.index, rows.length - 1)]);
    const here = document.activeElement === document.body;
    this.row = null;
    this.take(opened ?? same ?? rows.find((row) => row.dataset.who === "machine") ?? rows[0], { focus: !!held && here, scroll: !!opened || !held && innerWidth > 900 });
  }
}

// within scrolls a pane until something in it can be seen.
function within(thing, pane) {
  const box = thing.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  if (box.top < view.top + 24) pane.scrollTop -= view.top + 48 - box.top;
  else if (box.bottom > view.bottom - 24) pane.scrollTop += Math.min(box.bottom - view.bottom + 48, box.top - view.top - 48);
}
