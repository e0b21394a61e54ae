import { clamp, follow, format, mount, unique, watch } from "./tinker.js";

// What widgets with weights have in common: numbers to drag and type, points to move, choices, a state to
// share, and the student's own function beside ours.

/** Keys that JupyterLab would take for itself stay with the element. */
export function keepKeys(element) {
  element.setAttribute("data-lm-suppress-shortcuts", "true");
  return element;
}

/** A new element in its parent. */
export function add(parent, tag, properties = {}) {
  const one = Object.assign(document.createElement(tag), properties);
  parent.append(one);
  return one;
}

/** A labelled choice; returns the function that shows which one is chosen. */
export function choice(parent, text, options, chosen) {
  const id = unique();
  add(parent, "label", { htmlFor: id, textContent: text });
  const select = keepKeys(add(parent, "select", { id }));
  for (const [value, words] of options) add(select, "option", { value, textContent: words });
  select.addEventListener("change", () => chosen(select.value));
  return (value) => { select.value = value; };
}

/**
 * A number to type, to drag sideways, or to move with the arrow keys (Shift: ten times as far).
 * Returns the element, with show(value).
 */
export function dragNumber(parent, text, { step = 0.1, range = [-20, 20] }, moved) {
  const field = keepKeys(add(parent, "input", { type: "text", inputMode: "decimal", className: "tinker-drag" }));
  field.setAttribute("role", "spinbutton");
  field.setAttribute("aria-label", text);
  field.setAttribute("aria-valuemin", range[0]);
  field.setAttribute("aria-valuemax", range[1]);
  let value = 0, hold = null;
  const put = (v) => moved(clamp(Number((Math.round(v / step) * step).toPrecision(12)), range));
  const typed = () => {
    const v = Number(field.value.replace("−", "-").replace(",", "."));
    const taken = field.value.trim() && Number.isFinite(v) ? clamp(v, range) : value;
    field.value = format(taken);
    if (taken !== value) moved(taken);
  };
  field.addEventListener("change", typed);
  field.addEventListener("keydown", (e) => {
    const typing = Number(field.value.replace("−", "-").replace(",", "."));
    const from = field.value.trim() && Number.isFinite(typing) ? typing : value; // typed, and not yet entered
    const way = { ArrowUp: 1, ArrowRight: 0, ArrowDown: -1, PageUp: 10, PageDown: -10 }[e.key];
    if (e.key === "Enter") typed();
    if (!way) return;
    e.preventDefault();
    put(from + way * step * (e.shiftKey ? 10 : 1));
  });
  field.addEventListener("pointerdown", (e) => {
    if (e.button) return;
    hold = { x: e.clientX, value, far: false };
    field.setPointerCapture(e.pointerId);
  });
  field.addEventListener("pointermove", (e) => {
    if (!hold) return;
    const way = e.clientX - hold.x;
    if (!hold.far && Math.abs(way) < 4) return; // a click, to type
    hold.far = true;
    put(hold.value + Math.round(way / 4) * step);
  });
  const drop = () => {
    if (hold && !hold.far) field.select();
    hold = null;
  };
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) field.addEventListener(end, drop);
  field.show = (v) => {
    const words = format(v);
    if (document.activeElement !== field || hold || v !== value) field.value = words; // not over what is being typed
    value = v;
    field.setAttribute("aria-valuenow", v);
    field.setAttribute("aria-valuetext", `${text} = ${words}`);
  };
  return field;
}

/**
 * A point over a canvas, to drag or to move with the arrow keys. `at` gives its place in the canvas in pixels,
 * `moved(px, py)` is told the new one, `say` says it in words. Returns the element, with refresh().
 */
export function handle(canvas, { text, kind = "round", at, moved, say }) {
  const over = canvas.parentElement;
  over.classList.add("tinker-over");
  const dot = keepKeys(add(over, "div", { className: `tinker-handle tinker-${kind}`, tabIndex: 0 }));
  dot.setAttribute("role", "slider");
  dot.setAttribute("aria-label", text);
  let hold = null;
  dot.addEventListener("pointerdown", (e) => {
    if (e.button || hold) return;
    const [x, y] = at();
    hold = { id: e.pointerId, dx: x - e.clientX, dy: y - e.clientY };
    dot.setPointerCapture(e.pointerId);
  });
  dot.addEventListener("pointermove", (e) => {
    if (hold && e.pointerId === hold.id) moved(e.clientX + hold.dx, e.clientY + hold.dy);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) dot.addEventListener(end, () => { hold = null; });
  dot.addEventListener("keydown", (e) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!way) return;
    e.preventDefault();
    const [x, y] = at(), far = e.shiftKey ? 1 : 6;
    moved(x + far * way[0], y + far * way[1]);
  });
  dot.refresh = () => {
    const [x, y] = at(), words = say();
    dot.style.transform = `translate(${canvas.offsetLeft + x}px, ${canvas.offsetTop + y}px)`;
    dot.setAttribute("aria-valuenow", Math.round(x));
    dot.setAttribute("aria-valuetext", words);
  };
  return dot;
}

/** Whether a value of a state is a whole number from lo to hi, or any number between them: for `fits`. */
export const wholeFrom = (lo, hi) => (v) => Number.isInteger(v) && v >= lo && v <= hi;
export const numberFrom = (lo, hi) => (v) => Number.isFinite(v) && v >= lo && v <= hi;

/** The widget's state as a short text, numbers to six digits; the same text as in Python. */
export function stateText(model, names) {
  const short = (v) => (typeof v === "number" ? Number(v.toPrecision(6)) : Array.isArray(v) ? v.map(short) : v);
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, short(model.get(name))])));
}

/**
 * What a text says of the state, or null where it is no state of this widget. A value fits if it looks like the one
 * now; `fits` may say for a name what else to ask, such as of an array of any size.
 */
export function stateValues(model, names, text, fits = {}) {
  const like = (v, w) => (Array.isArray(w) ? Array.isArray(v) && v.length === w.length && v.every((each, k) => like(each, w[k]))
    : typeof v === typeof w && (typeof v !== "number" || Number.isFinite(v)));
  try {
    const values = JSON.parse(text), known = Object.keys(values);
    return known.length && known.every((name) => names.includes(name) && (fits[name] || like)(values[name], model.get(name))) ? values : null;
  } catch { return null; }
}

/**
 * Mounts a widget: its page, then whose function it is and its state to share. `names` are the state's;
 * `put(values)` changes them, `fits` is that of stateValues. Returns root, part(name), refresh() and live(parts, redraw,
 * reactions): it begins, calls each [names, react] when a value changes, and returns the function that ends it all.
 */
export function frame(model, el, page, names, put, fits = {}) {
  const root = mount(el, page), foot = add(root, "div", { className: "tinker-foot" });
  const mine = add(foot, "p", { className: "tinker-yours" }), id = unique();
  add(foot, "label", { htmlFor: id, textContent: "State" });
  const field = keepKeys(add(foot, "input", { type: "text", id, spellcheck: false, className: "tinker-state" }));
  const copy = keepKeys(add(foot, "button", { type: "button", textContent: "Copy" }));
  const complaint = add(foot, "span", { className: "tinker-complaint" });
  field.addEventListener("change", () => {
    const values = stateValues(model, names, field.value, fits);
    complaint.textContent = values ? "" : "That is no state of this widget.";
    if (values) put(values);
    refresh();
  });
  field.addEventListener("blur", () => { complaint.textContent = ""; refresh(); });
  copy.addEventListener("click", () => { field.select(); document.execCommand("copy"); });
  // An answer that is long in coming: what stands there may be of an earlier state.
  let slow = 0;
  const forget = follow(model, ["_request", "_reply"], () => {
    clearTimeout(slow);
    const asked = model.get("_request")?.id;
    mine.classList.toggle("tinker-old", false);
    if (asked && asked !== model.get("_reply")) slow = setTimeout(() => mine.classList.add("tinker-old"), 500);
  });
  function refresh() {
    if (document.activeElement !== field) field.value = stateText(model, names);
    mine.textContent = model.get("yours");
    mine.hidden = !model.get("yours");
  }
  function live(parts, redraw, reactions) {
    const ends = [forget, watch(root, redraw), ...reactions.map(([changed, react]) => follow(model, changed, react))];
    for (const one of parts) one.soon?.();
    return () => {
      clearTimeout(slow);
      for (const one of parts) one.stop();
      for (const end of ends) end();
    };
  }
  return { root, refresh, live, part: (name) => root.querySelector(`.tinker-${name}`) };
}

/**
 * Asks Python what the student's function gives for the state on the screen: one question at a time, the
 * newest state wins, and nothing waits for the answer. Returns soon() and stop().
 */
export function comparison(model, asks) {
  const me = unique();
  let waiting = null, again = false, asked = 0, timer = 0;
  const ask = () => {
    timer = 0;
    if (waiting) { again = true; return; }
    waiting = `${me}.${++asked}`;
    model.set("_request", { id: waiting, do: asks });
    model.save_changes();
  };
  const soon = () => { timer ||= setTimeout(ask, 120); };
  const forget = follow(model, ["_reply"], () => {
    if (model.get("_reply") !== waiting) return;
    waiting = null;
    if (again) { again = false; soon(); }
  });
  return { soon, stop: () => { clearTimeout(timer); forget(); } };
}
