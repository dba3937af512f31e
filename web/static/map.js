// Maps: come closer, go farther, move about. What is pinned keeps its size, crowded marks part, the scale bar and the
// inset follow. The page scrolls as ever: the wheel is taken with Ctrl or while the map has the focus, and of fingers two.
import { free } from "./keys.js";

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// movable makes a map move; the event "view" of its drawing tells of each change.
function movable(view) {
  const svg = view.querySelector("svg.map");
  const { width, height } = svg.viewBox.baseVal;
  const nearest = +svg.dataset.nearest;
  const at = { x: 0, y: 0, zoom: 1 }; // the part of the drawing that is shown: its upper left corner, how close
  const unit = () => width / at.zoom / svg.getBoundingClientRect().width; // of the drawing, a pixel
  const buttons = view.parentElement.querySelectorAll(".maptools [data-zoom]");

  // ---- drawing it as it is from so close

  const pins = [...svg.querySelectorAll(".pin")].map((g) => {
    const { e, f } = g.transform.baseVal.getItem(0).matrix;
    return { g, x: e, y: f, from: +(g.dataset.from ?? 0), until: +(g.dataset.until ?? Infinity) };
  });
  const fixed = svg.querySelector(".fixed");
  const hatch = svg.querySelector("pattern");
  const here = [...svg.querySelectorAll(".here")].map((rect) => ({ rect, box: ["x", "y", "width", "height"].map((name) => +rect.getAttribute(name)) }));
  let drawn = 1;

  function draw() {
    svg.setAttribute("viewBox", `${at.x} ${at.y} ${width / at.zoom} ${height / at.zoom}`);
    fixed.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${1 / at.zoom})`);
    if (at.zoom !== drawn) {
      for (const { g, x, y, from, until } of pins) {
        const shown = from <= at.zoom && at.zoom < until;
        if (!shown) g.setAttribute("display", "none");
        else g.removeAttribute("display");
        g.setAttribute("transform", `translate(${x} ${y}) scale(${1 / at.zoom})`);
      }
      hatch?.setAttribute("patternTransform", `rotate(45) scale(${1 / at.zoom})`);
      drawn = at.zoom;
    }
    for (const { rect, box: [x, y, w, h] } of here) {
      const [wide, high] = [Math.max(w / at.zoom, 5), Math.max(h / at.zoom, 4)];
      const middle = [x + w * (at.x / width + 0.5 / at.zoom), y + h * (at.y / height + 0.5 / at.zoom)];
      for (const [name, value] of Object.entries({ x: middle[0] - wide / 2, y: middle[1] - high / 2, width: wide, height: high })) rect.setAttribute(name, value);
    }
    scale();
    ready();
    svg.dispatchEvent(new CustomEvent("view"));
  }

  // ready says which buttons would do something.
  function ready() {
    view.classList.toggle("near", at.zoom > 1);
    for (const b of buttons) b.setAttribute("aria-disabled", b.dataset.zoom === "in" ? at.zoom >= nearest : at.zoom <= 1);
  }

  // scale draws the scale bar anew, where a kilometre is about as long all over the window.
  const bar = svg.querySelector(".kilometres");
  const bars = (svg.dataset.bars ?? "").split("|").map((one) => one.split("="));
  function scale() {
    if (!bar) return;
    const latitude = (y) => Math.atan(Math.sinh(((+svg.dataset.top - y / +svg.dataset.scale) * Math.PI) / 180));
    const [north, south] = [latitude(at.y), latitude(at.y + height / at.zoom)];
    const ends = Math.cos(north) / Math.cos(south);
    const kilometre = (+svg.dataset.scale * at.zoom) / 111.195 / Math.cos((north + south) / 2);
    const [long, words] = bars.findLast(([km]) => km * kilometre <= width / 5) ?? [];
    if (!long || ends > 1.25 || ends < 0.8) return bar.setAttribute("display", "none");
    bar.removeAttribute("display");
    const [x, y] = [width - 12, height - 12];
    const ground = bar.querySelector("rect"); // names may lie there now
    ground.removeAttribute("display");
    bar.querySelector("path").setAttribute("d", `M${x - long * kilometre} ${y}v4H${x}v-4`);
    const text = bar.querySelector("text");
    text.textContent = words;
    const wide = Math.max(long * kilometre, text.getComputedTextLength()) + 8;
    ground.setAttribute("x", x + 4 - wide);
    ground.setAttribute("width", wide);
  }

  // ---- moving

  // look shows another part: as close as zoom, from the upper left corner. False if it is the one that was shown.
  function look(x, y, zoom) {
    zoom = clamp(zoom, 1, nearest);
    if (Math.abs(zoom - Math.round(zoom)) < 0.02) zoom = Math.round(zoom);
    x = clamp(x, 0, width - width / zoom);
    y = clamp(y, 0, height - height / zoom);
    if (x === at.x && y === at.y && zoom === at.zoom) return false;
    Object.assign(at, { x, y, zoom });
    draw();
    return true;
  }
  const move = (byX, byY) => look(at.x + byX * unit(), at.y + byY * unit(), at.zoom);

  // zoomAt comes closer by so many times, and keeps what lies at a point of the window where it is.
  function zoomAt(by, { x, y }) {
    const before = unit();
    const zoom = clamp(at.zoom * by, 1, nearest);
    const after = (before * at.zoom) / zoom;
    return look(at.x + x * (before - after), at.y + y * (before - after), zoom);
  }
  const spot = (event) => { const r = svg.getBoundingClientRect(); return { x: event.clientX - r.left, y: event.clientY - r.top }; };

  // middle is the mark nearest to the middle of the window, so that coming closer loses sight of no more than it must.
  function middle() {
    const [w, h] = [width / at.zoom, height / at.zoom];
    const off = ({ x, y }) => Math.hypot(x - at.x - w / 2, y - at.y - h / 2);
    const inside = pins.filter(({ g, x, y }) => g.closest(".spots") && !g.hasAttribute("display") && x >= at.x && x <= at.x + w && y >= at.y && y <= at.y + h);
    const { x, y } = inside.reduce((a, b) => (off(b) < off(a) ? b : a), inside[0] ?? { x: at.x + w / 2, y: at.y + h / 2 });
    return { x: (x - at.x) / unit(), y: (y - at.y) / unit() };
  }
  const acts = { in: () => zoomAt(2, middle()), out: () => zoomAt(1 / 2, middle()), whole: () => look(0, 0, 1) };

  // ---- by buttons and keys

  for (const b of buttons) {
    b.addEventListener("click", () => acts[b.dataset.zoom]());
    b.hidden = false;
  }
  view.tabIndex = 0;
  view.addEventListener("keydown", (event) => {
    if (!free(event)) return;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.code];
    const act = { "+": "in", "=": "in", "-": "out", "−": "out", 0: "whole", "٠": "whole" }[event.key]
      ?? { Equal: "in", NumpadAdd: "in", Minus: "out", NumpadSubtract: "out", Digit0: "whole", Numpad0: "whole" }[event.code];
    const rect = svg.getBoundingClientRect();
    if (step && !event.shiftKey && at.zoom > 1) move((step[0] * rect.width) / 5, (step[1] * rect.height) / 5);
    else if (act) acts[act]();
    else return; // from afar the arrows scroll the page
    event.preventDefault();
    event.stopPropagation();
  });

  // ---- by the wheel

  view.addEventListener("wheel", (event) => {
    const held = event.ctrlKey || event.metaKey;
    if (!held && document.activeElement !== view) return;
    const pixels = event.deltaY * [1, 16, 400][event.deltaMode];
    const moved = zoomAt(Math.exp(-clamp(pixels, -200, 200) * (held && Math.abs(pixels) < 40 ? 0.01 : 0.003)), spot(event));
    if (held || moved) event.preventDefault();
  }, { passive: false });

  // ---- by the mouse: a drag is no click

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.shiftKey || event.pointerType === "touch" || at.zoom === 1) return;
    event.preventDefault(); // no words are picked
    view.focus({ preventScroll: true });
    const start = { x: event.clientX, y: event.clientY };
    let last = null;
    const drag = (now) => {
      if (now.pointerId !== event.pointerId) return;
      if (!last && Math.hypot(now.clientX - start.x, now.clientY - start.y) < 5) return;
      if (!last) svg.setPointerCapture(event.pointerId);
      last ??= start;
      view.classList.add("held");
      move(last.x - now.clientX, last.y - now.clientY);
      last = { x: now.clientX, y: now.clientY };
    };
    const end = (now) => {
      if (now.pointerId !== event.pointerId) return;
      view.classList.remove("held");
      for (const [name, does] of listened) svg.removeEventListener(name, does);
      if (!last) return;
      const swallow = (click) => { click.stopPropagation(); click.preventDefault(); };
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    };
    const listened = [["pointermove", drag], ["pointerup", end], ["pointercancel", end]];
    for (const [name, does] of listened) svg.addEventListener(name, does);
  });
  svg.addEventListener("dblclick", (event) => {
    if (!event.target.closest("[data-i]")) zoomAt(2, spot(event));
  });

  // ---- by two fingers; one scrolls the page

  let fingers = null;
  const grip = ({ touches: [a, b] }) => ({ ...spot({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }), apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) });
  view.addEventListener("touchstart", (event) => {
    fingers = event.touches.length === 2 ? grip(event) : null;
    if (fingers && event.cancelable) event.preventDefault();
  }, { passive: false });
  view.addEventListener("touchmove", (event) => {
    if (!fingers || event.touches.length !== 2) return;
    if (event.cancelable) event.preventDefault();
    const now = grip(event);
    move(fingers.x - now.x, fingers.y - now.y);
    zoomAt(now.apart / Math.max(fingers.apart, 1), now);
    fingers = now;
  }, { passive: false });
  for (const name of ["touchend", "touchcancel"]) view.addEventListener(name, () => { fingers = null; });

  ready();
}

for (const view of document.querySelectorAll(".mapview")) movable(view);
