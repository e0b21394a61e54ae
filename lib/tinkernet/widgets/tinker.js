// What every live widget of the course shares. There is no build step: _base.py puts this text before
// the widget's own and takes that one's import away. So nothing is imported here, and the names at the
// top level of the two texts differ.

// ---- Numbers

/** Multiples of 1, 2 or 5 times a power of ten between lo and hi, about count of them. */
export function ticks(lo, hi, count = 5) {
  const rough = (hi - lo) / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((f) => f * power >= rough * 0.999);
  const found = [];
  for (let k = Math.ceil(lo / step - 1e-9); k <= hi / step + 1e-9; k++) found.push(Number((k * step).toPrecision(12)));
  return found;
}

/** The straight map from lo..hi to p..q (to) and back (from). */
export function scale(lo, hi, p, q) {
  return { to: (v) => p + (v - lo) / (hi - lo) * (q - p), from: (s) => lo + (s - p) / (q - p) * (hi - lo) };
}

export function format(value, digits = 4) {
  const size = Math.abs(value), plain = size === 0 || (size >= 1e-4 && size < 1e7);
  const text = plain ? String(Number(value.toPrecision(digits))) : value.toExponential(digits - 2);
  return text.replace("e+", "e").replaceAll("-", "−");
}

/** One hue whose lightness changes evenly (OKLCH): as [red, green, blue], t = 0 at the bottom. */
export function ramp(t, dark) {
  const L = dark ? 0.2 + 0.42 * t : 0.98 - 0.42 * t, C = 0.02 + 0.09 * t, hue = 4.4;
  const p = C * Math.cos(hue), q = C * Math.sin(hue);
  const l = (L + 0.3963377774 * p + 0.2158037573 * q) ** 3;
  const m = (L - 0.1055613458 * p - 0.0638541728 * q) ** 3;
  const s = (L - 0.0894841775 * p - 1.291485548 * q) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((c) => Math.round(255 * Math.min(1, Math.max(0, c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055))));
}

/** What Python sent as an array of float64. */
export const numbers = ({ buffer, byteOffset, byteLength }) => new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));

export const clamp = (v, [lo, hi]) => Math.min(hi, Math.max(lo, v));

/** The range of the values, widened at both ends by a part of itself. */
export function padded(values, by) {
  let lo = Infinity, hi = -Infinity;
  for (const v of values) { lo = Math.min(lo, v); hi = Math.max(hi, v); }
  const pad = (hi - lo) * by || Math.abs(hi) * 0.1 || 1;
  return [lo - pad, hi + pad];
}

// ---- Drawing

/** The colours and the font of Jupyter's theme, as a canvas can use them. */
export function theme(root) {
  const style = getComputedStyle(root), probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colour) => { // what it looks like on what has been painted before
    probe.fillStyle = colour;
    probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const paper = over(style.backgroundColor), ink = over(style.color); // Jupyter's ink is translucent
  const dark = paper[0] + paper[1] + paper[2] < ink[0] + ink[1] + ink[2];
  return {
    dark, ink: `rgb(${ink})`, paper: `rgb(${paper})`, border: style.borderTopColor, font: style.fontFamily,
    points: dark ? "#7ab8f5" : style.accentColor, // Jupyter's dark blue is lost on black
  };
}

/** A sheet of a canvas's size with axes drawn; its scales sx, sy; and the box between them. `named` says the numbers up the side. */
export function sheet(canvas, [x0, x1], [y0, y1], xlabel, ylabel, look, named = format) {
  const ratio = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  const back = document.createElement("canvas");
  canvas.width = back.width = Math.round(width * ratio);
  canvas.height = back.height = Math.round(height * ratio);
  const pen = back.getContext("2d");
  for (const one of [pen, canvas.getContext("2d")]) one.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.font = `12px ${look.font}`;
  const yt = ticks(y0, y1), left = 30 + Math.max(...yt.map((v) => pen.measureText(named(v)).width));
  const box = { left, top: 8, right: width - 14, bottom: height - 42 };
  const sx = scale(x0, x1, box.left, box.right), sy = scale(y0, y1, box.bottom, box.top);
  pen.fillStyle = look.ink;
  pen.strokeStyle = look.border;
  pen.textAlign = "center";
  pen.beginPath();
  for (const v of ticks(x0, x1, Math.max(2, Math.min(6, (box.right - box.left) / 70)))) {
    pen.fillText(format(v), sx.to(v), box.bottom + 17);
    pen.moveTo(sx.to(v), box.bottom); pen.lineTo(sx.to(v), box.bottom + 5);
  }
  pen.textAlign = "right";
  for (const v of yt) {
    pen.fillText(named(v), box.left - 8, sy.to(v) + 4);
    pen.moveTo(box.left - 5, sy.to(v)); pen.lineTo(box.left, sy.to(v));
  }
  pen.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  pen.stroke();
  pen.font = `13px ${look.font}`;
  pen.textAlign = "center";
  pen.fillText(xlabel, (box.left + box.right) / 2, height - 8, box.right - box.left);
  pen.save();
  pen.translate(13, (box.top + box.bottom) / 2);
  pen.rotate(-Math.PI / 2);
  pen.fillText(ylabel, 0, 0, box.bottom - box.top);
  pen.restore();
  const clip = (ctx) => { ctx.beginPath(); ctx.rect(box.left, box.top, box.right - box.left, box.bottom - box.top); ctx.clip(); };
  return { back, pen, box, sx, sy, width, height, clip };
}

/** Lays a line through points, without its ink. */
export function trace(ctx, points) {
  ctx.beginPath();
  points.forEach(([x, y], k) => (k ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
}

export function disc(ctx, x, y, radius, fill, edge) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = fill; ctx.strokeStyle = edge;
  ctx.lineWidth = 2.5;
  ctx.fill(); ctx.stroke();
}

// ---- The parts of a widget

let given = 0;
/** A name that no other element has; crypto.randomUUID is missing where a hub is reached by plain http. */
export const unique = () => `tinker-${Date.now()}-${given++}`;

/** Puts the page into el; JupyterLab would take keys from its buttons without the attribute. */
export function mount(el, page) {
  const root = document.createElement("div");
  root.className = "tinker";
  root.innerHTML = page;
  el.append(root);
  for (const button of root.querySelectorAll("button")) button.setAttribute("data-lm-suppress-shortcuts", "true");
  return root;
}

/** Paints in the next frame, once however often it is asked, and saves what was put before that. */
export function painter(model, paint) {
  let frame = 0, unsaved = false;
  const soon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      if (unsaved) { unsaved = false; model.save_changes(); }
      paint();
    });
  };
  const put = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    unsaved = true;
    soon();
  };
  return { soon, put, stop: () => cancelAnimationFrame(frame) };
}

/** Calls say some time after it is asked: at most every 0.7 s, or a screen reader never comes to an end. */
export function announcer(say) {
  let timer = 0;
  const soon = () => { timer ||= setTimeout(() => { timer = 0; say(); }, 700); };
  return { soon, stop: () => clearTimeout(timer) };
}

/** A labelled slider; returns the function that shows a value on it, of a range [from, to] or [from, to, step]. In powers of ten, if so asked. */
export function slider(parent, text, moved, powers = false) {
  const id = unique(), output = document.createElement("span");
  const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: text });
  const input = Object.assign(document.createElement("input"), { type: "range", id });
  input.setAttribute("data-lm-suppress-shortcuts", "true");
  const read = () => (powers ? Number((10 ** input.value).toPrecision(3)) : Number(input.value));
  input.addEventListener("input", () => moved(read()));
  parent.append(label, input, output);
  return (value, range) => {
    const [lo, hi] = powers ? range.map(Math.log10) : range;
    // The step is round, so that a slider can come to rest at round numbers.
    const step = powers ? 0.05 : range[2] || 10 ** Math.floor(Math.log10((hi - lo) / 100));
    const [min, max] = powers ? [lo, hi] : [Math.ceil(lo / step) * step, Math.floor(hi / step) * step];
    Object.assign(input, { step, min, max });
    input.value = powers ? Math.log10(value) : value;
    output.textContent = format(value);
    input.setAttribute("aria-valuetext", `${text} = ${format(value)}`);
  };
}

/** The buttons Step, Run and Reset: one question to Python at a time, and a run asks again after each answer. */
export function buttons(model, [step, run, reset], complain) {
  const me = unique();
  let running = false, waiting = null, asked = 0, slow = 0;
  const setRunning = (now) => { running = now; run.textContent = now ? "Stop" : "Run"; };
  const halt = () => setRunning(false);
  const ask = (what) => {
    if (waiting) return;
    waiting = `${me}.${++asked}`;
    model.set("_request", { id: waiting, do: what }); // with what was dragged just before, in one message
    model.save_changes();
    slow = setTimeout(() => {
      waiting = null;
      halt();
      complain("Python has not answered yet: it is busy, or not running.");
    }, 3000);
  };
  step.addEventListener("click", () => { halt(); ask("step"); });
  reset.addEventListener("click", () => { halt(); ask("reset"); });
  run.addEventListener("click", () => { setRunning(!running); if (running) ask("step"); });
  const forget = follow(model, ["_reply"], () => {
    if (model.get("_reply") !== waiting) return;
    waiting = null;
    clearTimeout(slow);
    if (!model.get("going_on")) halt();
    if (running) requestAnimationFrame(() => running && ask("step")); // no faster than it is drawn
  });
  return { halt, stop: () => { halt(); clearTimeout(slow); forget(); } };
}

/** Calls react when one of the values changes, until the function returned is called. */
export function follow(model, names, react) {
  for (const name of names) model.on(`change:${name}`, react);
  return () => { for (const name of names) model.off(`change:${name}`, react); };
}

/** Calls redraw when size, zoom or theme change, until the function returned is called. */
export function watch(root, redraw) {
  const size = new ResizeObserver(redraw), system = matchMedia("(prefers-color-scheme: dark)");
  // A theme's style sheet may arrive a little after the attributes that name it.
  const themes = new MutationObserver(() => { redraw(); setTimeout(redraw, 300); });
  size.observe(root);
  for (const one of [document.documentElement, document.body]) themes.observe(one, { attributes: true });
  system.addEventListener("change", redraw);
  addEventListener("resize", redraw); // zooming changes the pixel ratio
  return () => {
    size.disconnect(); themes.disconnect();
    system.removeEventListener("change", redraw);
    removeEventListener("resize", redraw);
  };
}
