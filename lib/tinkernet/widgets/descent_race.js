import { announcer, format, numbers, painter, sheet, slider, theme, trace } from "./tinker.js";
import { choice, comparison, frame, handle, stateText } from "./controls.js";
import { grid, paintSurface, strokeLevel } from "./surface.js";
import { SURFACES, descend, regression } from "./descents.js";

// DescentRace: four ways down one surface on the left, their losses against the steps on the right. All places
// follow from the settings, so that whatever is moved, the whole race is run again.

export const STEPS = 300;
const CELLS = 100, VIEW = [-2, 2], LOW = 1e-6;
const WHERE = {
  bowl: "a round bowl", valley: "a long valley", hollows: "two hollows, the right one deeper", saddle: "a saddle between two hollows",
  regression: "the MSE of lines through 40 points",
};
const SETTINGS = ["start", "lr", "beta", "batch", "surface", "bias_correction", "seed"];
const STATE = ["start", "lr", "beta", "batch", "surface", "bias_correction", "steps", "seed"];
const LINES = {
  GD: { dash: [], mark: "circle", light: "#111", dark: "#fff" },
  SGD: { dash: [2, 2], mark: "triangle", light: "#0b559f", dark: "#8ec8ff" },
  momentum: { dash: [9, 4], mark: "square", light: "#a23b00", dark: "#ffb070" },
  Adam: { dash: [9, 3, 2, 3], mark: "diamond", light: "#5d2080", dark: "#d9a8ff" },
  yours: { dash: [1, 4], mark: "cross", light: "#111", dark: "#fff" },
};
const PAGE = `
  <div class="tinker-views"><div>The loss from above, stronger blue is higher. Drag the ring: there all start.<canvas role="img"></canvas></div>
    <div>The loss after each step<canvas role="img"></canvas></div></div>
  <div class="tinker-buttons"><button type="button">Step</button><button type="button">Run</button><button type="button">Reset</button>
    <span class="tinker-number"></span></div>
  <p class="tinker-message"></p><div class="tinker-sliders"></div><div class="tinker-live" aria-live="polite"></div>`;

function mark(ctx, kind, x, y, r, colour, paper) {
  ctx.beginPath();
  if (kind === "circle") ctx.arc(x, y, r, 0, 2 * Math.PI);
  else if (kind === "square") ctx.rect(x - r, y - r, 2 * r, 2 * r);
  else if (kind === "triangle") { ctx.moveTo(x, y - 1.3 * r); ctx.lineTo(x + 1.2 * r, y + r); ctx.lineTo(x - 1.2 * r, y + r); ctx.closePath(); }
  else if (kind === "diamond") { ctx.moveTo(x, y - 1.4 * r); ctx.lineTo(x + 1.4 * r, y); ctx.lineTo(x, y + 1.4 * r); ctx.lineTo(x - 1.4 * r, y); ctx.closePath(); }
  else { ctx.moveTo(x - r, y - r); ctx.lineTo(x + r, y + r); ctx.moveTo(x - r, y + r); ctx.lineTo(x + r, y - r); }
  ctx.setLineDash([]);
  ctx.lineWidth = kind === "cross" ? 2.5 : 1.5;
  ctx.strokeStyle = kind === "cross" ? colour : paper; ctx.fillStyle = colour;
  if (kind !== "cross") ctx.fill();
  ctx.stroke();
}

/** Words beside places, pushed apart where they would lie on each other. */
function paintLabels(ctx, box, labels, look) {
  ctx.font = `600 12px ${look.font}`;
  ctx.textAlign = "left";
  for (const one of labels) {
    const width = ctx.measureText(one.text).width + 4;
    one.px = Math.min(one.x + 10, box.right - width); one.py = Math.max(box.top + 12, Math.min(box.bottom - 5, one.y + 4)); one.to = one.px + width;
  }
  labels.sort((a, b) => a.py - b.py);
  const near = (a, b) => a.px < b.to && b.px < a.to && Math.abs(a.py - b.py) < 15;
  for (let turn = 0; turn < 2; turn++) { // downwards, then up again from the lower edge
    const way = turn ? -1 : 1, row = turn ? [...labels].reverse() : labels;
    row.forEach((one, k) => {
      if (turn) one.py = Math.min(one.py, box.bottom - 5);
      for (const other of row.slice(0, k)) if (near(one, other)) one.py = other.py + way * 15;
    });
  }
  ctx.lineJoin = "round"; ctx.setLineDash([]);
  for (const { text, px, py, colour } of labels) {
    ctx.lineWidth = 4; ctx.strokeStyle = look.paper; ctx.strokeText(text, px, py);
    ctx.fillStyle = colour; ctx.fillText(text, px, py);
  }
}

function render({ model, el }) {
  const get = (name) => model.get(name);
  const flat = numbers(get("points")), points = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
  const surfaces = { ...SURFACES, regression: regression(points) };
  const loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const { root, part, refresh, live } = frame(model, el, PAGE, STATE, change, { surface: (v) => v in surfaces });
  const [map, chart] = root.querySelectorAll("canvas"), [step, run, reset] = part("buttons").querySelectorAll("button");
  let left, right, look, stale = true, raced = "", paths = {}, losses = {}, reach = 0, span = [0, 1], running = 0;

  function change(values) {
    const inside = (v, lo, hi) => Math.min(hi, Math.max(lo, v)), fit = { ...values };
    if (fit.surface !== undefined && !WHERE[fit.surface]) delete fit.surface;
    for (const [name, lo, hi] of [["steps", 0, STEPS], ["batch", 1, points.length], ["seed", 0, 999]]) {
      if (name in fit) fit[name] = inside(Math.round(fit[name]), lo, hi);
    }
    if (fit.start) fit.start = fit.start.map((v) => inside(v, ...VIEW));
    if ("lr" in fit) fit.lr = inside(fit.lr, 1e-3, Math.sqrt(10));
    if ("beta" in fit) fit.beta = inside(fit.beta, 0, 0.99);
    loop.put(fit);
  }

  const halt = () => { cancelAnimationFrame(running); running = 0; run.textContent = "Run"; };
  const onwards = () => {
    if (get("steps") >= STEPS) return halt();
    loop.put({ steps: get("steps") + 1 });
    running = requestAnimationFrame(onwards);
  };
  step.addEventListener("click", () => { halt(); loop.put({ steps: Math.min(STEPS, get("steps") + 1) }); });
  reset.addEventListener("click", () => { halt(); loop.put({ steps: 0 }); });
  run.addEventListener("click", () => {
    if (running) return halt();
    if (get("steps") >= STEPS) loop.put({ steps: 0 });
    run.textContent = "Stop";
    running = requestAnimationFrame(onwards);
  });

  const controls = part("sliders");
  const chosen = [
    [choice(controls, "Surface", Object.entries(WHERE), (surface) => change({ surface, start: surfaces[surface].start })), () => get("surface")],
    [slider(controls, "Learning rate", (lr) => change({ lr }), true), () => get("lr"), [1e-3, Math.sqrt(10)]],
    [slider(controls, "Momentum beta", (beta) => change({ beta })), () => get("beta"), [0, 0.99, 0.01]],
    [slider(controls, "Batch of SGD", (batch) => change({ batch })), () => get("batch"), [1, points.length, 1]],
    [choice(controls, "Adam", [["yes", "with bias correction"], ["no", "without it, as deck 004 writes it"]],
      (words) => change({ bias_correction: words === "yes" })), () => (get("bias_correction") ? "yes" : "no")],
  ];
  const ring = handle(map, {
    text: "Start", at: () => (left ? [left.sx.to(get("start")[0]), left.sy.to(get("start")[1])] : [0, 0]),
    say: () => `theta1 = ${format(get("start")[0], 3)}, theta2 = ${format(get("start")[1], 3)}`,
    moved: (px, py) => change({ start: [left.sx.from(px), left.sy.from(py)] }),
  });
  const redraw = () => { stale = true; loop.soon(); };

  /** The race with the present settings, all its steps; how many are shown does not matter. */
  function race() {
    const settings = Object.fromEntries(SETTINGS.map((name) => [name, get(name)])), now = stateText(model, SETTINGS);
    const exact = JSON.stringify(settings) + get("yours_for") + get("yours_path").byteLength;
    if (exact === raced) return;
    raced = exact;
    paths = descend(get("surface"), settings, points, STEPS);
    const mine = numbers(get("yours_path"));
    if (get("yours_for") === now && mine.length > 2) paths.yours = mine; // not one for other settings
    losses = Object.fromEntries(Object.entries(paths).map(([rule, path]) => [rule,
      Float64Array.from({ length: path.length / 2 }, (_, k) => surfaces[get("surface")].loss(path[2 * k], path[2 * k + 1]))]));
  }

  function prepare() {
    look = theme(root);
    const name = get("surface"), { loss } = surfaces[name], axes = name === "regression" ? ["slope a", "intercept b"] : ["theta1", "theta2"];
    left = sheet(map, VIEW, VIEW, ...axes, look);
    left.surface = name;
    const values = grid(loss, VIEW, VIEW, CELLS, CELLS), low = values.reduce((a, b) => Math.min(a, b)), high = values.reduce((a, b) => Math.max(a, b));
    span = [name === "regression" ? Math.log10(low) - 0.1 : Math.log10(LOW), Math.log10(high)];
    left.pen.save();
    left.clip(left.pen);
    // The power spreads the shades, so that the bottom is seen as well as the slopes.
    paintSurface(left.pen, left.box, values.map((v) => ((v - low) / (high - low)) ** 0.35), CELLS, CELLS, [0, 1.1], look.dark);
    left.pen.strokeStyle = look.ink; left.pen.lineWidth = 0.6; left.pen.globalAlpha = 0.45;
    for (let k = 1; k < 12; k++) strokeLevel(left.pen, left.box, values, CELLS, CELLS, low + (high - low) * (k / 12) ** 3);
    left.pen.restore();
    right = sheet(chart, [0, reach], span, "steps", "loss", look, (v) => format(10 ** v, 2));
    stale = false;
  }

  function paint() {
    for (const [show, value, range] of chosen) show(value(), range);
    refresh();
    race();
    const n = get("steps");
    part("number").textContent = n === 1 ? "1 step" : `${n} steps`;
    const said = Object.entries(losses).map(([rule, all]) => {
      const last = all[Math.min(n, all.length - 1)];
      return `${rule} ${last < 1e7 ? format(last, 3) : "diverges"}`;
    });
    part("message").textContent = `Loss: ${said.join(" · ")}`;
    voice.soon();
    if (!map.clientWidth) return; // not on the page yet; the observer below calls again
    const wide = [50, 100, 200, STEPS].find((most) => n <= most);
    if (wide !== reach || left?.surface !== get("surface")) { reach = wide; stale = true; }
    if (stale) prepare();
    paintMap(map.getContext("2d"), n);
    paintChart(chart.getContext("2d"), n);
    ring.refresh();
  }

  function line(ctx, rule, places, box) {
    const { dash, mark: kind, [look.dark ? "dark" : "light"]: colour } = LINES[rule], every = Math.max(1, Math.floor(places.length / 7));
    trace(ctx, places);
    ctx.lineJoin = "round"; ctx.setLineDash([]);
    ctx.strokeStyle = look.paper; ctx.lineWidth = 4; ctx.globalAlpha = 0.75; ctx.stroke();
    ctx.globalAlpha = 1; ctx.setLineDash(dash);
    ctx.strokeStyle = colour; ctx.lineWidth = rule === "SGD" ? 1.5 : 2.2; ctx.stroke();
    for (let k = every; k < places.length - 1; k += every) mark(ctx, kind, ...places[k], 3, colour, look.paper);
    const [x, y] = places.at(-1), off = x < box.left || x > box.right || y < box.top || y > box.bottom;
    if (!off) mark(ctx, kind, x, y, 5.5, colour, look.paper);
    const inside = (v, lo, hi) => Math.min(hi, Math.max(lo, v));
    return { text: off ? `${rule}, off the map` : rule, x: inside(x, box.left, box.right), y: inside(y, box.top, box.bottom), colour };
  }

  function paintSheet(ctx, s, placesOf) {
    ctx.clearRect(0, 0, s.width, s.height);
    ctx.drawImage(s.back, 0, 0, s.width, s.height);
    ctx.save();
    s.clip(ctx);
    const labels = Object.keys(paths).map((rule) => line(ctx, rule, placesOf(rule), s.box));
    if (get("steps")) paintLabels(ctx, s.box, labels, look);
    ctx.restore();
  }

  function paintMap(ctx, n) {
    const { sx, sy } = left;
    paintSheet(ctx, left, (rule) => {
      const gone = paths[rule].findIndex((v) => Math.abs(v) > 12); // far out; its zigzag would cover the map
      const most = gone < 0 ? paths[rule].length / 2 : Math.floor(gone / 2) + 1;
      return Array.from({ length: Math.min(n + 1, most) }, (_, k) => [sx.to(paths[rule][2 * k]), sy.to(paths[rule][2 * k + 1])]);
    });
  }
  function paintChart(ctx, n) {
    const { sx, sy } = right, height = (v) => sy.to(Math.min(span[1], Math.max(span[0], Math.log10(v || 1e-300))));
    paintSheet(ctx, right, (rule) => Array.from({ length: Math.min(n + 1, losses[rule].length) }, (_, k) => [sx.to(k), height(losses[rule][k])]));
  }

  function speak() {
    const said = `${part("number").textContent}. ${part("message").textContent}`;
    if (!running && part("live").textContent !== said) part("live").textContent = said;
    const ends = Object.entries(paths).map(([rule, path]) => {
      const k = Math.min(get("steps"), path.length / 2 - 1);
      return `${rule} at ${format(path[2 * k], 3)}, ${format(path[2 * k + 1], 3)}`;
    });
    map.setAttribute("aria-label", `Paths on ${WHERE[get("surface")]} after ${part("number").textContent}: ${ends.join("; ")}`);
    chart.setAttribute("aria-label", `The losses against the steps, on a scale of powers of ten; ${said}`);
  }

  return live([loop, voice, yours, { stop: halt }], redraw, [
    [["steps", "yours", "yours_path", "yours_for", ...SETTINGS], loop.soon],
    [SETTINGS, yours.soon],
  ]);
}

export default { render };
