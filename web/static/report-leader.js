// The line that joins the words in hand to the row in hand.
export class Leader {
  constructor(page) {
    this.page = page;
    addEventListener("resize", () => this.draw());
    document.addEventListener("scroll", () => this.draw(), { capture: true, passive: true });
    document.fonts?.ready.then(() => this.draw());
  }

  // draw joins a row with the first of its marks; without arguments the same again.
  draw(row = this.row, mark = this.mark) {
    [this.row, this.mark] = [row, mark];
    const svg = document.querySelector(".leader");
    const [thin, to] = svg.querySelectorAll("path");
    thin.setAttribute("d", "");
    to.setAttribute("d", "");
    if (!row?.isConnected || !mark?.isConnected || innerWidth < 901) return;
    const split = svg.parentElement.getBoundingClientRect();
    const pane = document.getElementById("artwrap").getBoundingClientRect();
    const record = document.getElementById("record").getBoundingClientRect();
    const column = document.getElementById("article").getBoundingClientRect();
    const rects = mark.getClientRects();
    const words = rects[rects.length - 1];
    const box = row.getBoundingClientRect();
    if (!words || words.bottom < pane.top || words.top > pane.bottom) return;
    const mirrored = document.dir === "rtl";
    const y1 = words.bottom - split.top + 1;
    const y2 = Math.min(Math.max(box.top + 14, record.top), record.bottom) - split.top;
    const x0 = (mirrored ? words.left : words.right) - split.left;
    const x1 = (mirrored ? column.left - 6 : column.right + 6) - split.left;
    const x2 = (mirrored ? record.right + 22 : record.left - 22) - split.left;
    const x3 = (mirrored ? box.right : box.left) - split.left;
    thin.setAttribute("d", `M${x0} ${y1}H${x1}`);
    to.setAttribute("d", `M${x1} ${y1}H${x2}V${y2}H${x3}`);
  }
}
