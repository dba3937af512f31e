// The desk: list, map and time line point at one another and filter one another; keys walk the list; the
// page says when the record has grown. Without it all filters work by their forms.

import { rows, walk } from "./list.js";

// ---- what is pointed at in one place is lit in the others

const marksOf = new Map();
for (const mark of document.querySelectorAll("svg [data-i]")) {
  for (const id of mark.dataset.i.split(" ")) {
    if (!marksOf.has(id)) marksOf.set(id, []);
    marksOf.get(id).push(mark);
  }
}

function light(ids, on) {
  for (const id of ids) {
    for (const mark of marksOf.get(id) ?? []) mark.classList.toggle("lit", on);
    for (const row of rows) if (row.dataset.i === id) row.classList.toggle("lit", on);
  }
}

for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => {
    const at = event.target.closest?.("[data-i]");
    if (at) light(at.dataset.i.split(" "), on);
  });
}

// ---- to another set of filters

function address(fields, drop = []) {
  const at = new URL(location);
  for (const field of ["page", ...drop]) at.searchParams.delete(field);
  for (const [field, value] of Object.entries(fields)) {
    if (value) at.searchParams.set(field, value);
    else at.searchParams.delete(field);
  }
  return at.pathname + "?" + at.searchParams.toString().replaceAll("%2C", ",");
}

const go = (fields, drop) => location.assign(address(fields, drop));

const placeFields = ["place", "country", "box"];

function follow(lead) {
  const fields = Object.fromEntries(new URLSearchParams(lead));
  go(fields, "from" in fields ? ["from", "to"] : placeFields);
}

// ---- the time line: two sliders, and a stretch drawn over it

const day = 86400;
const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

function strip(figure, drawing) {
  const { from, to, left, right } = drawing.dataset;
  if (!from || !to || +to <= +from) return;
  const [start, end, a, b] = [+from, +to, +left, +right];
  const width = drawing.viewBox.baseVal.width;
  const pixels = () => drawing.getBoundingClientRect().width / width;
  const xOf = (seconds) => a + ((seconds - start) / (end - start)) * (b - a);
  const secondsAt = (x) => start + ((Math.min(Math.max(x, a), b) - a) / (b - a)) * (end - start);
  const fine = end - start < 400 * day; // within a year or so to the day, else to the month
  const months = (seconds, by) => {
    const t = new Date(seconds * 1000);
    return Date.UTC(t.getUTCFullYear(), t.getUTCMonth() + by, 1) / 1000;
  };
  const snap = (seconds) => {
    if (fine) return Math.round(seconds / day) * day;
    const [down, up] = [months(seconds, 0), months(seconds, 1)];
    return seconds - down < up - seconds ? down : up;
  };
  const written = (seconds) => (fine ? iso(seconds) : iso(seconds).slice(0, 7));
  const said = new Intl.DateTimeFormat(document.documentElement.lang, fine ? { dateStyle: "medium", timeZone: "UTC" } : { year: "numeric", month: "long", timeZone: "UTC" });
  const asked = new URL(location).searchParams;
  const ends = { since: start, until: end };
  const handles = {};
  for (const handle of drawing.querySelectorAll(".handle")) handles[handle.dataset.handle] = handle;
  const homes = {};
  for (const name of ["since", "until"]) {
    const path = handles[name]?.querySelector("path")?.getAttribute("d");
    homes[name] = path ? parseFloat(path.slice(1)) : xOf(ends[name]);
    ends[name] = secondsAt(homes[name]);
  }
  const range = drawing.querySelector(".range");
  const settle = (name, seconds) => {
    ends[name] = name === "since" ? Math.min(snap(seconds), ends.until - day) : Math.max(snap(seconds), ends.since + day);
    ends[name] = Math.min(Math.max(ends[name], start), end);
    draw();
  };
  const apply = (keep) => {
    if (keep) sessionStorage.setItem("desk-focus", keep);
    const fields = {};
    if (asked.get("from") || ends.since > start + day / 2) fields.from = ends.since > start + day / 2 ? written(ends.since) : "";
    if (asked.get("to") || ends.until < end - day / 2) fields.to = ends.until < end - day / 2 ? written(ends.until - day) : "";
    go(fields, ["from", "to"]);
  };
  const grips = {};
  function draw() {
    for (const name of ["since", "until"]) {
      const x = xOf(ends[name]);
      handles[name]?.setAttribute("transform", `translate(${(x - homes[name]).toFixed(1)})`);
      const grip = grips[name];
      grip.style.left = `${x * pixels()}px`;
      grip.setAttribute("aria-valuenow", Math.round(ends[name] / day));
      grip.setAttribute("aria-valuetext", said.format(new Date((name === "since" ? ends[name] : ends[name] - day) * 1000)));
    }
    range?.setAttribute("d", `M${xOf(ends.since).toFixed(1)} 5H${xOf(ends.until).toFixed(1)}`);
  }
  const over = drawing.parentElement;
  over.style.position = "relative";
  for (const name of ["since", "until"]) {
    const grip = document.createElement("div");
    grip.className = "grip";
    grip.tabIndex = 0;
    grip.id = `grip-${name}-${drawing.id}`;
    grip.setAttribute("role", "slider");
    grip.setAttribute("aria-label", figure.dataset[name]);
    grip.setAttribute("aria-valuemin", Math.round(start / day));
    grip.setAttribute("aria-valuemax", Math.round(end / day));
    grips[name] = grip;
    over.append(grip);
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      grip.focus();
      grip.setPointerCapture(event.pointerId);
      const before = ends[name];
      grip.onpointermove = (move) => settle(name, secondsAt((move.clientX - drawing.getBoundingClientRect().left) / pixels()));
      grip.onpointerup = () => {
        grip.onpointermove = grip.onpointerup = null;
        if (ends[name] !== before) apply(grip.id);
      };
    });
    let waiting;
    grip.addEventListener("keydown", (event) => {
      const unit = fine ? 1 : 31;
      const step = { ArrowLeft: -unit, ArrowDown: -unit, ArrowRight: unit, ArrowUp: unit, PageDown: -12 * unit, PageUp: 12 * unit }[event.code];
      let to = step && ends[name] + step * day;
      if (event.code === "Home") to = name === "since" ? start : ends.since + day;
      if (event.code === "End") to = name === "until" ? end : ends.until - day;
      if (event.code === "Enter") apply(grip.id);
      if (to === undefined) return;
      event.preventDefault();
      settle(name, to);
      clearTimeout(waiting);
      waiting = setTimeout(() => apply(grip.id), 900);
    });
  }
  draw();
  addEventListener("resize", draw);
  drag(drawing, over, "span", (box) => {
    const [x1, x2] = [box.left / pixels(), box.right / pixels()];
    if (x2 < a || x1 > b) return;
    ends.since = start;
    ends.until = end;
    const [one, two] = [snap(secondsAt(x1)), snap(secondsAt(x2))];
    ends.since = one;
    ends.until = two > one ? two : fine ? one + day : months(one, 1);
    apply();
  });
}

// leads follows a click on a mark: to where it leads, or to its row; other marks are handed on.
function leads(event, other) {
  const mark = event.target.closest("[data-lead], [data-i]");
  const row = mark && rows.findIndex((r) => mark.dataset.i?.split(" ").includes(r.dataset.i));
  if (mark?.dataset.lead) follow(mark.dataset.lead);
  else if (mark && other) other();
  else if (mark && row >= 0) walk(row);
}

// drag draws a box over a drawing and hands it on, in px from its upper left corner: on the map with Shift held, without
// which it is moved.
function drag(drawing, over, kind, done) {
  drawing.classList.add("live");
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || (kind === "frame" && !event.shiftKey)) return;
    const home = drawing.getBoundingClientRect();
    const from = { x: event.clientX, y: event.clientY };
    let box, shape;
    const move = (now) => {
      if (!shape && Math.hypot(now.clientX - from.x, now.clientY - from.y) < 6) return;
      if (!shape) {
        shape = document.createElement("div");
        shape.className = kind;
        over.append(shape);
      }
      const hold = (value, low, high) => Math.min(Math.max(value, low), high);
      box = {
        left: hold(Math.min(from.x, now.clientX), home.left, home.right) - home.left,
        right: hold(Math.max(from.x, now.clientX), home.left, home.right) - home.left,
        top: hold(Math.min(from.y, now.clientY), home.top, home.bottom) - home.top,
        bottom: hold(Math.max(from.y, now.clientY), home.top, home.bottom) - home.top,
      };
      shape.style.left = `${box.left + drawing.offsetLeft || box.left}px`;
      shape.style.width = `${box.right - box.left}px`;
      if (kind === "frame") {
        shape.style.top = `${box.top}px`;
        shape.style.height = `${box.bottom - box.top}px`;
      }
    };
    const up = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("keydown", stop);
      shape?.remove();
      if (box) done(box);
      else if (kind === "span") leads(event);
    };
    const stop = (key) => {
      if (key.code !== "Escape") return;
      box = null;
      shape?.remove();
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("keydown", stop);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("keydown", stop);
  });
}

for (const figure of document.querySelectorAll(".strip")) {
  for (const drawing of figure.querySelectorAll("svg")) strip(figure, drawing);
}
const kept = sessionStorage.getItem("desk-focus");
if (kept) {
  sessionStorage.removeItem("desk-focus");
  document.getElementById(kept)?.focus();
}

// ---- the map: a box drawn on it, a click on a mark, the frame as a filter

const map = document.querySelector("#desk-map svg.map");
if (map) {
  const { projection, lon, scale, top } = map.dataset;
  const whole = map.viewBox.baseVal.width;
  const wrap = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;
  const place = (x, y) => { // of a point of the drawing
    const stretched = +top - y / +scale;
    const lat = projection === "mercator" ? (Math.atan(Math.sinh((stretched * Math.PI) / 180)) * 180) / Math.PI : stretched / 1.22;
    return { lon: wrap(+lon + (x - whole / 2) / +scale), lat: Math.min(Math.max(lat, -90), 90) };
  };
  const boxOf = (left, top, right, bottom) => {
    const [one, two] = [place(left, bottom), place(right, top)];
    if (right - left > 359 * +scale) [one.lon, two.lon] = [-180, 180]; // all around: its edges are one line
    return [one.lon, one.lat, two.lon, two.lat].map((n) => String(+n.toFixed(2))).join(",");
  };
  const select = ({ left, top, right, bottom }) => {
    const { x, y, width } = map.viewBox.baseVal;
    const k = width / map.getBoundingClientRect().width;
    go({ box: boxOf(x + left * k, y + top * k, x + right * k, y + bottom * k) }, placeFields);
  };
  drag(map, map.parentElement, "frame", select);
  map.addEventListener("click", (event) => {
    const home = map.getBoundingClientRect();
    const [x, y] = [event.clientX - home.left, event.clientY - home.top];
    if (!event.shiftKey) leads(event, () => select({ left: x - 16, right: x + 16, top: y - 16, bottom: y + 16 }));
  });
  const within = document.getElementById("within");
  const frame = () => {
    const { x, y, width, height } = map.viewBox.baseVal;
    within.href = address({ box: boxOf(x, y, x + width, y + height) }, placeFields);
  };
  map.addEventListener("view", frame);
  frame();
  within.hidden = false;
  for (const hint of document.querySelectorAll(".hint")) hint.hidden = false;
}

// ---- popovers stand below their buttons

for (const pop of document.querySelectorAll("[popover]")) {
  pop.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    const button = document.querySelector(`.filters [popovertarget="${pop.id}"]`);
    const at = button.getBoundingClientRect();
    const wide = pop.getBoundingClientRect().width;
    const rtl = document.documentElement.dir === "rtl";
    const left = rtl ? at.right - wide : at.left;
    pop.style.margin = "0";
    pop.style.inset = "auto";
    pop.style.top = `${Math.max(8, Math.min(at.bottom + 4, innerHeight - pop.offsetHeight - 8))}px`;
    pop.style.left = `${Math.max(12, Math.min(left, innerWidth - wide - 12))}px`;
    pop.querySelector("input:not([type=hidden]):checked, input[type=text], select, a")?.focus();
  });
}

// ---- the link

const copy = document.getElementById("copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    document.getElementById("live").textContent = copy.dataset.done;
    const words = copy.textContent;
    copy.textContent = copy.dataset.done;
    setTimeout(() => { copy.textContent = words; }, 1600);
  });
}

// ---- what was added since: said in a line above the list, which itself stays as it is

const main = document.getElementById("main");
const fresh = document.getElementById("fresh");
let source;

function listen() {
  if (document.hidden) {
    source?.close();
    source = undefined;
  } else if (!source) {
    source = new EventSource(`/live?change=${main.dataset.change}&report=${main.dataset.report}`);
    source.addEventListener("moved", (event) => {
      const line = fresh.querySelector("span");
      if (line.textContent === event.data) return;
      line.textContent = event.data;
      fresh.hidden = false;
      document.getElementById("live").textContent = event.data;
    });
  }
}
document.addEventListener("visibilitychange", listen);
listen();
