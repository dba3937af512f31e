// Correcting in the row, adding, and asking why: the server draws the controls, this opens and sends them.
export class Editor {
  constructor(page) {
    this.page = page;
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("change", (event) => {
      if (event.target.dataset.look === "places") this.look(event.target);
    });
    document.addEventListener("input", (event) => { // words that are typed are looked for anew
      if (event.target.name !== "words") return;
      for (const name of ["at", "until"]) event.target.form.elements[name].value = "";
    });
    document.addEventListener("keydown", (event) => {
      const form = event.target.closest?.(".fix");
      if (form && event.key === "Escape") {
        event.preventDefault();
        this.cancel();
      } else if (form && event.key === "Enter" && event.target.matches("select, [type=checkbox], [type=radio]")) {
        event.preventDefault(); // as in every other control
        form.requestSubmit();
      }
    });
  }

  // open draws the page with what a query asks for: correct=ID, add=LIST, why=ID.
  async open(query) {
    const late = setTimeout(() => this.page.announce("reading"), 300);
    try {
      const answer = await fetch(`${this.page.bench().dataset.address}?${query}`, { headers: { "X-Part": "report" } });
      if (!answer.ok) throw new Error(answer.statusText);
      this.close();
      this.page.sender.show(await answer.text());
      document.querySelector("#bench .fix select, #bench .fix input:not([type=hidden])")?.focus({ preventScroll: false });
    } catch (error) {
      this.page.announce("failed", { why: error.message });
    } finally {
      clearTimeout(late);
    }
  }

  close() {
    for (const form of document.querySelectorAll("#bench form.fix")) form.remove();
  }

  // cancel leaves what stands.
  cancel() {
    this.close();
    this.page.hand.row?.querySelector(".val").focus();
    this.page.leader.draw();
  }

  // refreshed readies forms that were drawn.
  refreshed() {
    for (const button of document.querySelectorAll("#bench .scripted")) button.hidden = false;
    for (const form of document.querySelectorAll("#bench .row form.fix")) form.dataset.row = form.closest(".row").dataset.v;
  }

  correct(row, more = {}) {
    if (row) this.open(new URLSearchParams({ correct: row.dataset.v, ...more }));
  }

  add(list, more = {}) {
    this.open(new URLSearchParams({ add: list, ...more }));
  }

  // why opens the rule of a row, or closes it.
  why(row) {
    if (!row?.dataset.saw) return;
    const shown = row.querySelector(".why");
    if (shown) {
      shown.remove();
      row.classList.remove("exp");
      this.page.leader.draw();
    } else {
      this.open(new URLSearchParams({ why: row.dataset.v }));
    }
  }

  click(event) {
    const link = event.target.closest?.("#bench [data-do], #bench [data-add], #bench [data-open]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (link.dataset.add) return this.add(link.dataset.add);
    if (link.dataset.open) return this.open(new URL(link.href).search.slice(1));
    const row = link.closest(".row");
    ({
      c: () => this.correct(row),
      e: () => this.why(row),
      cancel: () => this.cancel(),
      keep: () => {
        link.closest(".clash").remove();
        this.cancel();
      },
      pick: () => this.page.picker.enter(link.closest("form")),
    })[link.dataset.do]?.();
  }

  submit(event) {
    const form = event.target.closest("#bench form[method=post]");
    if (!form || form.dataset.whole !== undefined) return; // that leaves the page
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form, event.submitter));
    const row = form.closest(".row");
    const who = { accept: "human", reject: "no" }[fields.kind] ?? "";
    if (form.classList.contains("fix") || form.closest(".clash")) {
      form.dataset.sent = "1";
      (form.closest(".clash") ?? form).remove();
      row?.querySelector(".val").focus({ preventScroll: true });
    }
    this.page.sender.decide(fields, row ? who : "");
  }

  // decide accepts or rejects the value in hand, and goes on to the next.
  decide(kind) {
    const row = this.page.hand.row;
    if (!row?.dataset.saw) return;
    const label = row.querySelector(".lab").textContent;
    this.page.hand.move(1);
    this.page.sender.decide({ kind, path: row.dataset.path, saw: row.dataset.saw }, { accept: "human", reject: "no" }[kind]);
    const whole = kind === "reject" && { type: "rejectedEvent", act: "rejectedStatement" }[row.dataset.field];
    this.page.announce(whole || (kind === "accept" ? "accepted" : "rejected"), { label });
  }

  acceptEvent() {
    const path = this.page.hand.row?.closest(".ev").dataset.path;
    if (path?.startsWith("events.")) this.page.sender.decide({ kind: "accept-event", path });
  }

  // event is the path of the event in hand, or of the first.
  event() {
    const here = this.page.hand.row?.closest(".ev").dataset.path;
    return here?.startsWith("events.") ? here : document.querySelector("#record .ev[data-path^='events.']")?.dataset.path;
  }

  // look offers the places of a name.
  async look(input) {
    const box = input.form.querySelector(".places");
    try {
      const answer = await fetch(`${this.page.bench().dataset.address}/places?${new URLSearchParams({ name: input.value })}`);
      if (answer.ok) box.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    } catch {
      // the server is away: the name can be sent all the same
    }
  }
}
