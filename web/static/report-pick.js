// Picking words: by word in the direction one sees, by letter, by sentence, with the keyboard or the mouse.
// Offsets are UTF-16 units of the report's text: each paragraph says where it begins (data-at), and
// generated content does not count.
const kinds = ["type", "time", "place", "toll", "actor", "said"];

export class Picker {
  // Where the words go: to the form that forms selects, if it is there and has a field for words.
  constructor(page, forms = "#bench form.fix") {
    this.page = page;
    this.forms = forms;
    this.on = false;
    document.addEventListener("mouseup", (event) => this.mouse(event));
  }

  blocks() { return [...document.querySelectorAll("#article [data-at]")]; }

  segments(block, granularity) {
    const lang = document.getElementById("article").lang || undefined;
    return [...new Intl.Segmenter(lang, { granularity }).segment(block.textContent)];
  }

  // tokens are the words of a block, as [from, to).
  tokens(block) {
    return this.segments(block, "word").filter((one) => one.isWordLike).map((one) => [one.index, one.index + one.segment.length]);
  }

  // enter begins at the words in hand, or where a form has its words.
  enter(form = document.querySelector(this.forms)) {
    this.form = form?.elements.words ? form : null;
    const at = Number(this.form?.elements.at.value);
    const marks = this.page.hand.row ? this.page.hand.words(this.page.hand.row).filter((one) => one.textContent) : [];
    const blocks = this.blocks();
    if (!blocks.length) return;
    if (this.form?.elements.at.value) {
      this.block = [...blocks].reverse().find((one) => Number(one.dataset.at) <= at);
      [this.from, this.to] = [at - this.block.dataset.at, this.form.elements.until.value - this.block.dataset.at];
    } else if (marks.length) {
      this.block = marks[0].closest("[data-at]");
      const last = marks.filter((one) => this.block.contains(one)).at(-1);
      this.from = offset(this.block, marks[0], 0);
      this.to = offset(this.block, last, 0) + last.textContent.length;
    } else {
      this.block = this.block?.isConnected ? this.block : blocks[0];
      this.set(0);
    }
    this.on = true;
    document.getElementById("artwrap").focus({ preventScroll: true });
    this.snap();
    this.draw();
  }

  leave(announce = true) {
    this.on = false;
    getSelection().removeAllRanges();
    if (globalThis.CSS?.highlights) CSS.highlights.delete("pick");
    document.getElementById("article").classList.remove("picking");
    if (announce) this.page.announce("left");
  }

  // snap widens what is picked to whole words.
  snap() {
    const tokens = this.tokens(this.block);
    const over = tokens.map((_, i) => i).filter((i) => tokens[i][0] < this.to && tokens[i][1] > this.from);
    this.pin = over[0] ?? 0;
    this.head = over.at(-1) ?? 0;
    if (over.length) [this.from, this.to] = [tokens[this.pin][0], tokens[this.head][1]];
  }

  words() { return this.block.textContent.slice(this.from, this.to); }

  draw() {
    const range = document.createRange();
    range.setStart(...point(this.block, this.from));
    range.setEnd(...point(this.block, this.to));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    if (globalThis.CSS?.highlights) CSS.highlights.set("pick", new Highlight(range.cloneRange()));
    document.getElementById("article").classList.add("picking");
    const box = range.getBoundingClientRect();
    const pane = document.getElementById("artwrap");
    const view = pane.getBoundingClientRect();
    if (box.top < view.top + 24) pane.scrollTop -= view.top + 60 - box.top;
    else if (box.bottom > view.bottom - 24) pane.scrollTop += box.bottom - view.bottom + 60;
    const n = this.tokens(this.block).filter(([from, to]) => from < this.to && to > this.from).length;
    this.page.announce("picked", { words: this.words(), n });
  }

  // key does what a key says while words are picked; false where it says nothing.
  key(event) {
    const digit = /^(?:Digit|Numpad)([1-6])$/.exec(event.code);
    if (digit) return this.assignTo(kinds[digit[1] - 1]), true;
    switch (event.code) {
      case "Escape": {
        const form = this.form;
        this.leave();
        if (form?.isConnected) form.elements.words.focus();
        else this.page.hand.row?.querySelector(".val").focus({ preventScroll: true });
        return true;
      }
      case "Enter": case "NumpadEnter":
        return this.assign(), true;
      case "ArrowLeft": case "ArrowRight": {
        const mirrored = getComputedStyle(this.block).direction === "rtl";
        const by = (event.code === "ArrowRight") !== mirrored ? 1 : -1;
        if (event.altKey) this.letter(by, event.shiftKey);
        else this.word(by, event.shiftKey);
        break;
      }
      case "ArrowUp": this.paragraph(-1); break;
      case "ArrowDown": this.paragraph(1); break;
      case "Home": this.sentence(-1, event.shiftKey); break;
      case "End": this.sentence(1, event.shiftKey); break;
      default: return false;
    }
    this.draw();
    return true;
  }

  // word goes to the next word, or with extend takes it in: from the one where picking began to the head.
  word(by, extend) {
    const tokens = this.tokens(this.block);
    if (!tokens.length) return this.paragraph(by);
    const next = this.head + by;
    if (extend) {
      this.head = Math.min(Math.max(next, 0), tokens.length - 1);
      const [from, to] = tokens[this.pin];
      const cut = this.from > from && this.from < to ? this.from : from; // a clitic that was left out stays out
      this.from = this.head < this.pin ? tokens[this.head][0] : cut;
      this.to = tokens[Math.max(this.pin, this.head)][1];
    } else if (next < 0 || next >= tokens.length) {
      this.paragraph(by, by < 0);
    } else {
      this.set(next);
    }
  }

  // set picks one word.
  set(index) {
    [this.from, this.to] = this.tokens(this.block)[index] ?? [0, 0];
    this.pin = this.head = index;
  }

  // letter moves the beginning by a letter, or with Shift the end: so clitics are taken apart.
  letter(by, end) {
    const cuts = this.segments(this.block, "grapheme").map((one) => one.index).concat(this.block.textContent.length);
    const step = (at) => cuts[Math.min(Math.max(cuts.findIndex((cut) => cut >= at) + by, 0), cuts.length - 1)];
    if (end) this.to = Math.max(step(this.to), cuts[cuts.indexOf(this.from) + 1] ?? this.to);
    else this.from = Math.min(step(this.from), cuts[cuts.findIndex((cut) => cut >= this.to) - 1] ?? this.from);
  }

  paragraph(by, last = false) {
    const blocks = this.blocks();
    const block = blocks[blocks.indexOf(this.block) + by];
    const tokens = block ? this.tokens(block) : [];
    if (!tokens.length) return;
    this.block = block;
    this.set(last ? tokens.length - 1 : 0);
  }

  // sentence goes to the first or last word of the sentence, or takes in all up to it.
  sentence(by, extend) {
    const tokens = this.tokens(this.block);
    const at = tokens[this.head]?.[0] ?? 0;
    const here = this.segments(this.block, "sentence").find((one) => at < one.index + one.segment.length);
    const inside = tokens.map((_, i) => i).filter((i) => here && tokens[i][0] >= here.index && tokens[i][0] < here.index + here.segment.length);
    const target = inside.at(by > 0 ? -1 : 0);
    if (target === undefined) return;
    if (extend) this.word(target - this.head, true);
    else this.set(target);
  }

  picked() {
    const start = Number(this.block.dataset.at);
    return { words: this.words(), at: start + this.from, until: start + this.to };
  }

  // assign gives the words to the form that asked for them, else to the value in hand.
  assign() {
    const picked = this.picked();
    const form = this.form;
    this.leave(false);
    if (form?.isConnected) {
      for (const [name, value] of Object.entries(picked)) form.elements[name].value = value;
      form.elements.words.focus();
      return;
    }
    const row = this.page.hand.row;
    if (!row) return;
    row.querySelector(".val").focus({ preventScroll: true });
    if (!row.dataset.saw) this.page.editor.correct(row, picked);
    else this.page.sender.decide({ kind: "words", path: row.dataset.path, saw: row.dataset.saw, ...picked });
  }

  // assignTo makes a value of a kind of the words, in the event in hand.
  assignTo(kind) {
    const picked = this.picked();
    const event = this.page.editor.event();
    this.leave(false);
    if (kind === "type" || !event && kind !== "said") return this.page.editor.add("events", picked);
    if (kind === "said") return this.page.editor.add("statements", { ...picked, about: event?.slice("events.".length) ?? "" });
    if (kind === "toll") return this.page.editor.add(`${event}.casualties`, picked);
    if (kind === "actor") return this.page.editor.add(`${event}.roles`, picked);
    this.page.editor.correct(this.page.hand.find(`${event}.${kind}`), picked);
  }

  // mouse takes a selection over, in one paragraph and to whole words.
  mouse(event) {
    if (!event.target.closest?.("#article")) return;
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const block = range.startContainer.parentElement?.closest("[data-at]");
    if (!block) return;
    this.block = block;
    this.from = offset(block, range.startContainer, range.startOffset);
    this.to = block.contains(range.endContainer) ? offset(block, range.endContainer, range.endOffset) : block.textContent.length;
    const form = document.querySelector(this.forms);
    this.form = form?.elements.words ? form : null;
    this.on = true;
    document.getElementById("artwrap").focus({ preventScroll: true });
    this.snap();
    this.draw();
  }
}

// offset counts the text of a block before a place in it.
function offset(block, node, at) {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, at);
  return range.toString().length;
}

// point finds the text node of an offset in a block.
function point(block, at) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let node = null;
  for (let next = walker.nextNode(); next; next = walker.nextNode()) {
    node = next;
    if (at <= node.length) return [node, at];
    at -= node.length;
  }
  return node ? [node, node.length] : [block, 0];
}
