// LineFit: points and a line on the left, the line's place on the surface of its MSE on the right.
// The mathematics comes first and is exported, so that tests can compare it with NumPy.

/** Means, and mean products around the means: all that the MSE needs to know of the points. */
export function moments(x, y) {
  const m = { n: x.length, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
  for (let i = 0; i < m.n; i++) { m.x += x[i] / m.n; m.y += y[i] / m.n; }
  for (let i = 0; i < m.n; i++) {
    const dx = x[i] - m.x, dy = y[i] - m.y;
    m.xx += dx * dx / m.n; m.xy += dx * dy / m.n; m.yy += dy * dy / m.n;
  }
  return m;
}

/** The mean squared error of y = a x + b. Sums of raw squares would cancel far from zero. */
export const mse = (m, a, b) => Math.max(0, a * a * m.xx - 2 * a * m.xy + m.yy) + (a * m.x + b - m.y) ** 2;

export function leastSquares(m) {
  const a = m.xx > 0 ? m.xy / m.xx : 0;
  return [a, m.y - a * m.x];
}

/** The MSE at the centres of width x height pixels, row by row from the top (largest b). */
export function surface(m, aRange, bRange, width, height) {
  const sa = scale(...aRange, 0, width), sb = scale(...bRange, height, 0);
  const values = new Float64Array(width * height);
  for (let j = 0, k = 0; j < height; j++) {
    for (let i = 0; i < width; i++, k++) values[k] = mse(m, sa.from(i + 0.5), sb.from(j + 0.5));
  }
  return values;
}

/** Points (a, b) where the MSE is r * r above its minimum: an ellipse. */
export function ellipse(m, r, count = 120) {
  const [a, b] = leastSquares(m), sd = Math.sqrt(m.xx) || 1e-9;
  return Array.from({ length: count + 1 }, (_, k) => {
    const da = r * Math.cos(2 * Math.PI * k / count) / sd;
    return [a + da, b + r * Math.sin(2 * Math.PI * k / count) - m.x * da];
  });
}

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

const numbers = (view) => new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
const clamp = (v, [lo, hi]) => Math.min(hi, Math.max(lo, v));
const padded = (v, by) => {
  let lo = Infinity, hi = -Infinity;
  for (const one of v) { lo = Math.min(lo, one); hi = Math.max(hi, one); }
  const pad = (hi - lo) * by || Math.abs(hi) * 0.1 || 1;
  return [lo - pad, hi + pad];
};

// ---- Drawing

function theme(root) {
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

/** A sheet of a canvas's size with axes drawn; its scales sx, sy; and the box between them. */
function sheet(canvas, [x0, x1], [y0, y1], xlabel, ylabel, look) {
  const ratio = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  const back = document.createElement("canvas");
  canvas.width = back.width = Math.round(width * ratio);
  canvas.height = back.height = Math.round(height * ratio);
  const pen = back.getContext("2d");
  for (const one of [pen, canvas.getContext("2d")]) one.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.font = `12px ${look.font}`;
  const yt = ticks(y0, y1), left = 30 + Math.max(...yt.map((v) => pen.measureText(format(v)).width));
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
    pen.fillText(format(v), box.left - 8, sy.to(v) + 4);
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

function trace(ctx, points) {
  ctx.beginPath();
  points.forEach(([x, y], k) => (k ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
}

function disc(ctx, x, y, radius, fill, edge) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = fill; ctx.strokeStyle = edge;
  ctx.lineWidth = 2.5;
  ctx.fill(); ctx.stroke();
}

/** Heat map and contour lines with their MSE, between the axes of s. */
function drawSurface(s, m, aRange, bRange, start, look) {
  const { pen, box, sx, sy } = s, best = mse(m, ...leastSquares(m));
  const corners = aRange.flatMap((a) => bRange.map((b) => mse(m, a, b)));
  const top = Math.sqrt(Math.max(...corners) - best) || 1;
  const w = Math.ceil(box.right - box.left), h = Math.ceil(box.bottom - box.top);
  const heat = document.createElement("canvas");
  heat.width = w; heat.height = h;
  const image = new ImageData(w, h), shades = Array.from({ length: 256 }, (_, k) => ramp(k / 255, look.dark));
  surface(m, aRange, bRange, w, h).forEach((v, k) => {
    // The power spreads the shades as the contours: closer together at the bottom.
    const shade = shades[Math.min(255, Math.round(255 * (Math.sqrt(Math.max(0, v - best)) / top) ** (2 / 3)))];
    for (let c = 0; c < 3; c++) image.data[4 * k + c] = shade[c];
    image.data[4 * k + 3] = 255;
  });
  heat.getContext("2d").putImageData(image, 0, 0);
  pen.save();
  s.clip(pen);
  pen.drawImage(heat, box.left, box.top, box.right - box.left, box.bottom - box.top);
  // Numbers keep away from each other and from where the path of descent is likely to be.
  const [a, b] = leastSquares(m), likely = [0, 0.25, 0.5, 0.75, 1].map((t) => [a + t * (start[0] - a), b + t * (start[1] - b)]);
  const taken = likely.map(([u, v]) => [sx.to(u), sy.to(v)]);
  pen.font = `12px ${look.font}`; pen.textAlign = "center"; pen.lineWidth = 1;
  for (let k = 1; k < 9; k++) {
    const r = top * (k / 9) ** 1.5, line = ellipse(m, r).map(([a, b]) => [sx.to(a), sy.to(b)]);
    pen.strokeStyle = look.ink; pen.globalAlpha = 0.45;
    trace(pen, line);
    pen.stroke();
    if (k % 2) continue;
    const gap = ([x, y]) => Math.min(...taken.map(([u, v]) => Math.hypot((x - u) / 2, y - v)));
    const inside = line.filter(([x, y]) => x > box.left + 30 && x < box.right - 30 && y > box.top + 14 && y < box.bottom - 14);
    const place = inside.reduce((far, p) => (!far || gap(p) > gap(far) ? p : far), null);
    if (!place || gap(place) < 24) continue;
    taken.push(place);
    pen.globalAlpha = 1; pen.strokeStyle = look.paper; pen.fillStyle = look.ink;
    pen.lineWidth = 4; pen.lineJoin = "round";
    pen.strokeText(format(best + r * r, 3), place[0], place[1] + 4);
    pen.fillText(format(best + r * r, 3), place[0], place[1] + 4);
    pen.lineWidth = 1;
  }
  pen.restore();
}

// ---- The widget

const PAGE = `
  <div class="tinker-views"><div>The points and the line<canvas role="img"></canvas></div>
    <div>The MSE of every line, written on the contours<canvas role="img"></canvas></div></div>
  <div class="tinker-sliders"></div>
  <div class="tinker-buttons"><button type="button">Step</button><button type="button">Run</button>
    <button type="button">Reset</button><span class="tinker-number"></span></div>
  <p class="tinker-message"></p><div class="tinker-live" aria-live="polite"></div>`;
const SLIDERS = { a: "Slope a", b: "Intercept b", lr: "Learning rate" };
let views = 0;

function render({ model, el }) {
  const root = document.createElement("div"), me = `${Date.now()}.${views++}`;
  root.className = "tinker";
  root.innerHTML = PAGE;
  el.append(root);
  const [plot, valley] = root.querySelectorAll("canvas"), [step, run, reset] = root.querySelectorAll("button");
  const [readout, message, live] = ["number", "message", "live"].map((name) => root.querySelector(`.tinker-${name}`));
  const get = (name) => model.get(name), x = numbers(get("x")), y = numbers(get("y")), m = moments(x, y);
  let left, right, look, stale = true, frame = 0, unsaved = false, running = false, waiting = null;
  let slow = 0, spoken = 0, asked = 0;

  // JupyterLab takes arrow keys, Enter and Space for itself without this attribute.
  for (const button of [step, run, reset]) button.setAttribute("data-lm-suppress-shortcuts", "true");
  const sliders = Object.entries(SLIDERS).map(([name, text]) => {
    const id = `tinker-${me}-${name}`, output = document.createElement("span");
    const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: text });
    const input = Object.assign(document.createElement("input"), { type: "range", id });
    input.setAttribute("data-lm-suppress-shortcuts", "true");
    root.querySelector(".tinker-sliders").append(label, input, output);
    const rate = name === "lr"; // its slider moves in powers of ten
    input.addEventListener("input", () => {
      if (!rate) setRunning(false);
      put({ [name]: rate ? Number((10 ** input.value).toPrecision(3)) : Number(input.value) });
    });
    const refresh = () => {
      const [lo, hi] = get(`${name}_range`).map((v) => (rate ? Math.log10(v) : v));
      const value = get(name);
      // The step is round, so that a slider can come to rest at round numbers.
      const pace = rate ? 0.05 : 10 ** Math.floor(Math.log10((hi - lo) / 100));
      Object.assign(input, { step: pace, min: rate ? lo : Math.ceil(lo / pace) * pace, max: rate ? hi : Math.floor(hi / pace) * pace });
      input.value = rate ? Math.log10(value) : value;
      output.textContent = format(value);
      input.setAttribute("aria-valuetext", `${text} = ${format(value)}`);
    };
    return refresh;
  });

  const schedule = () => { frame ||= requestAnimationFrame(paint); };
  const redraw = () => { stale = true; schedule(); };
  function put(values) {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    unsaved = true;
    schedule();
  }
  const move = (a, b) => put({ a: clamp(a, get("a_range")), b: clamp(b, get("b_range")) });

  function prepare() {
    look = theme(root);
    const xRange = padded(x, 0.06), around = padded(y, 0.6), [a, b] = get("start");
    // Leave room for the line at the start, unless it is far away.
    const yRange = padded([...y, ...xRange.map((u) => clamp(a * u + b, around))], 0.06);
    left = sheet(plot, xRange, yRange, get("xlabel"), get("ylabel"), look);
    left.grips = [0.2, 0.8].map((t) => xRange[0] + t * (xRange[1] - xRange[0]));
    left.pen.save();
    left.pen.fillStyle = look.points;
    left.pen.globalAlpha = x.length > 150 ? 0.55 : 0.85;
    for (let i = 0; i < x.length; i++) {
      left.pen.beginPath();
      left.pen.arc(left.sx.to(x[i]), left.sy.to(y[i]), x.length > 150 ? 2.5 : 4, 0, 2 * Math.PI);
      left.pen.fill();
    }
    left.pen.restore();
    right = sheet(valley, get("a_range"), get("b_range"), "slope a", "intercept b", look);
    drawSurface(right, m, get("a_range"), get("b_range"), get("start"), look);
    stale = false;
  }

  const gripAt = (k) => {
    const u = left.grips[k], v = left.sy.to(get("a") * u + get("b"));
    return [left.sx.to(u), clamp(v, [left.box.top + 9, left.box.bottom - 9])];
  };
  const dotAt = () => [
    clamp(right.sx.to(get("a")), [right.box.left, right.box.right]),
    clamp(right.sy.to(get("b")), [right.box.top, right.box.bottom]),
  ];

  function paint() {
    frame = 0;
    if (unsaved) { unsaved = false; model.save_changes(); }
    for (const refresh of sliders) refresh();
    readout.textContent = `MSE = ${format(mse(m, get("a"), get("b")), 5)}`;
    message.textContent = get("message");
    spoken ||= setTimeout(speak, 700);
    if (!plot.clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) prepare();
    const a = get("a"), b = get("b"), at = (u) => left.sy.to(a * u + b);
    let ctx = plot.getContext("2d");
    ctx.clearRect(0, 0, left.width, left.height);
    ctx.drawImage(left.back, 0, 0, left.width, left.height);
    ctx.save();
    left.clip(ctx);
    ctx.setLineDash([3, 3]); ctx.lineWidth = 1; ctx.strokeStyle = look.ink;
    ctx.globalAlpha = x.length > 150 ? 0.35 : 0.7;
    for (let i = 0; i < x.length; i++) { // one stroke each: dashing them as one path takes twice as long
      trace(ctx, [[left.sx.to(x[i]), left.sy.to(y[i])], [left.sx.to(x[i]), at(x[i])]]);
      ctx.stroke();
    }
    ctx.globalAlpha = 1; ctx.setLineDash([]); ctx.lineWidth = 3;
    trace(ctx, [left.box.left, left.box.right].map((px) => [px, at(left.sx.from(px))]));
    ctx.stroke();
    ctx.restore();
    for (const k of [0, 1]) disc(ctx, ...gripAt(k), 8, look.paper, look.ink);

    ctx = valley.getContext("2d");
    ctx.clearRect(0, 0, right.width, right.height);
    ctx.drawImage(right.back, 0, 0, right.width, right.height);
    const path = get("path").map(([u, v]) => [right.sx.to(u), right.sy.to(v)]);
    ctx.save();
    right.clip(ctx);
    ctx.strokeStyle = ctx.fillStyle = look.ink; ctx.lineWidth = 1.5;
    trace(ctx, path);
    ctx.stroke();
    for (const [u, v] of path) { ctx.beginPath(); ctx.arc(u, v, 3, 0, 2 * Math.PI); ctx.fill(); }
    if (path.length) ctx.strokeRect(path[0][0] - 6, path[0][1] - 6, 12, 12); // where it began
    ctx.restore();
    disc(ctx, ...dotAt(), 8, look.ink, look.paper);
  }

  function speak() { // at most every 0.7 s, or a screen reader never comes to an end
    spoken = 0;
    const line = `y = ${format(get("a"))} x + ${format(get("b"))}, ${readout.textContent}`;
    if (live.textContent !== line) live.textContent = line;
    plot.setAttribute("aria-label", `${x.length} points and the line ${line}`);
    valley.setAttribute("aria-label", `Surface of the MSE over a and b; the line is at a = ${format(get("a"))}, ` +
      `b = ${format(get("b"))}, ${readout.textContent}; ${get("path").length} points on the path of descent`);
  }

  /** Let pick(px, py, reach) choose what a press takes hold of: a function that follows it. */
  function draggable(canvas, pick) {
    let hold = null, pointer = 0;
    const at = (e) => { const r = canvas.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
    const drop = (e) => { if (e.pointerId === pointer) hold = null; };
    canvas.addEventListener("pointerdown", (e) => {
      if (e.button || hold || stale) return;
      hold = pick(...at(e), e.pointerType === "touch" ? 28 : 14);
      if (!hold) return;
      pointer = e.pointerId;
      canvas.setPointerCapture(pointer);
      setRunning(false);
      hold(...at(e));
    });
    canvas.addEventListener("pointermove", (e) => {
      if (hold && e.pointerId === pointer) hold(...at(e));
      else if (!hold && !stale) canvas.style.cursor = pick(...at(e), 14) ? "grab" : "";
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) canvas.addEventListener(end, drop);
  }

  draggable(plot, (px, py, reach) => {
    const { sx, sy, grips, box } = left, a = get("a"), b = get("b");
    if (px < box.left || px > box.right) return null;
    const gaps = [0, 1].map((k) => Math.hypot(px - gripAt(k)[0], py - gripAt(k)[1]));
    const k = gaps[0] < gaps[1] ? 0 : 1;
    if (gaps[k] <= reach) { // a handle turns the line about the other one
      const fixed = grips[1 - k], height = a * fixed + b, off = gripAt(k)[1] - py;
      return (_, qy) => {
        const slope = clamp((sy.from(qy + off) - height) / (grips[k] - fixed), get("a_range"));
        move(slope, height - slope * fixed);
      };
    }
    const tilt = Math.hypot(1, (sy.to(a) - sy.to(0)) / (sx.to(1) - sx.to(0)));
    if (Math.abs(py - sy.to(a * sx.from(px) + b)) / tilt > reach) return null;
    return (_, qy) => move(a, b + sy.from(qy) - sy.from(py)); // the line itself shifts
  });
  draggable(valley, (px, py, reach) => {
    const { sx, sy, box } = right, [u, v] = dotAt(), near = Math.hypot(px - u, py - v) <= reach;
    if (!near && (px < box.left || px > box.right || py < box.top || py > box.bottom)) return null;
    const [du, dv] = near ? [u - px, v - py] : [0, 0];
    return (qx, qy) => move(sx.from(qx + du), sy.from(qy + dv));
  });

  function setRunning(now) { running = now; run.textContent = now ? "Stop" : "Run"; }
  function ask(what) {
    if (waiting) return;
    waiting = `${me}.${++asked}`;
    model.set("_request", { id: waiting, do: what });
    model.save_changes();
    slow = setTimeout(() => {
      waiting = null;
      setRunning(false);
      message.textContent = "Python has not answered yet: it is busy, or not running.";
    }, 3000);
  }
  function answered() {
    if (get("_reply") !== waiting) return;
    waiting = null;
    clearTimeout(slow);
    if (!get("going_on")) setRunning(false);
    if (running) requestAnimationFrame(() => running && ask("step"));
  }
  step.addEventListener("click", () => { setRunning(false); ask("step"); });
  reset.addEventListener("click", () => { setRunning(false); ask("reset"); });
  run.addEventListener("click", () => { setRunning(!running); if (running) ask("step"); });

  const changes = { "change:_reply": answered };
  for (const name of ["a", "b", "lr", "path", "message"]) changes[`change:${name}`] = schedule;
  for (const name of ["a_range", "b_range", "lr_range", "start", "xlabel", "ylabel"]) changes[`change:${name}`] = redraw;
  for (const [name, react] of Object.entries(changes)) model.on(name, react);
  const size = new ResizeObserver(redraw), themes = new MutationObserver(() => { redraw(); setTimeout(redraw, 300); });
  const system = matchMedia("(prefers-color-scheme: dark)");
  size.observe(root);
  for (const one of [document.documentElement, document.body]) themes.observe(one, { attributes: true });
  system.addEventListener("change", redraw);
  addEventListener("resize", redraw); // zooming changes the pixel ratio
  schedule();
  return () => {
    setRunning(false);
    cancelAnimationFrame(frame);
    for (const timer of [slow, spoken]) clearTimeout(timer);
    for (const [name, react] of Object.entries(changes)) model.off(name, react);
    size.disconnect(); themes.disconnect();
    system.removeEventListener("change", redraw);
    removeEventListener("resize", redraw);
  };
}

export default { render };
