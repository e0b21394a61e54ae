import { announcer, format, numbers, padded, painter, sheet, slider, theme, trace } from "./tinker.js";
import { choice, comparison, frame, handle } from "./controls.js";
import { grid, paintSurface, strokeLevel } from "./surface.js";
import { ACTIVATIONS } from "./activations.js";

// NeuronTinker: the plane with what a neuron of two inputs answers on the left, its activation on the right.

/** w1 x1 + w2 x2 + b. */
export const weightedSum = ([w1, w2], b, x1, x2) => w1 * x1 + w2 * x2 + b;

/** The mean of (answer - target)^2; targets 0 and 1 become the ends of the activation's span. */
export function loss(activation, w, b, points, labels) {
  const { value, span: [lo] } = ACTIVATIONS[activation], targets = [Math.min(0, lo), 1];
  let sum = 0;
  points.forEach(([x1, x2], i) => { sum += (value(weightedSum(w, b, x1, x2)) - targets[labels[i]]) ** 2; });
  return sum / points.length;
}

const CELLS = 100;
const PAGE = `
  <div class="tinker-views"><div>Its answers: the stronger the blue, the larger; drag ○ class 0, ■ class 1<canvas role="img"></canvas></div>
    <div>Its activation, with the points on it<canvas role="img"></canvas></div></div>
  <div class="tinker-sliders"></div>
  <div class="tinker-buttons"><span class="tinker-number"></span></div>
  <p class="tinker-message"></p><div class="tinker-live" aria-live="polite"></div>`;
const SLIDERS = { w1: "Weight w1", w2: "Weight w2", b: "Bias b" };
const RANGE = [-10, 10];

function render({ model, el }) {
  const get = (name) => model.get(name), labels = [...numbers(get("labels"))];
  const loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const { root, part, refresh, live } = frame(model, el, PAGE, ["w", "b", "activation", "points"], change,
    { activation: (v) => v in ACTIVATIONS });
  const [plane, curve] = root.querySelectorAll("canvas");
  let left, right, look, stale = true;

  function change(values) { loop.put(values); yours.soon(); }
  const sliders = Object.entries(SLIDERS).map(([name, text], k) => {
    const show = slider(part("sliders"), text, (v) => change(name === "b" ? { b: v } : { w: get("w").map((u, i) => (i === k ? v : u)) }));
    return () => show(name === "b" ? get("b") : get("w")[k], RANGE);
  });
  const kinds = Object.keys(ACTIVATIONS).map((name) => [name, name]);
  const chosen = choice(part("sliders"), "Activation", kinds, (activation) => { stale = true; change({ activation }); });
  const redraw = () => { stale = true; loop.soon(); };

  const handles = labels.map((label, i) => handle(plane, {
    text: `Point ${i + 1} of class ${label}`, kind: label ? "square" : "round",
    at: () => (left ? [left.sx.to(get("points")[i][0]), left.sy.to(get("points")[i][1])] : [0, 0]),
    say: () => get("points")[i].map((v, k) => `x${k + 1} = ${format(v, 3)}`).join(", "),
    moved: (px, py) => {
      const inside = (v, lo, hi) => Math.min(hi, Math.max(lo, v)), { box, sx, sy } = left;
      const place = [sx.from(inside(px, box.left, box.right)), sy.from(inside(py, box.top, box.bottom))];
      change({ points: get("points").map((p, k) => (k === i ? place : p)) });
    },
  }));

  function prepare() {
    look = theme(root);
    left = sheet(plane, ...get("view"), get("names")[0], get("names")[1], look);
    const { span } = ACTIVATIONS[get("activation")];
    right = sheet(curve, [-6, 6], padded(span, 0.15), "z = w1 x1 + w2 x2 + b", "answer a", look);
    stale = false;
  }

  function paint() {
    for (const show of sliders) show();
    chosen(get("activation"));
    refresh();
    part("number").textContent = `Loss (MSE) = ${format(loss(get("activation"), get("w"), get("b"), get("points"), labels))}`;
    part("message").textContent = get("message");
    voice.soon();
    if (!plane.clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) prepare();
    paintPlane(plane.getContext("2d"));
    paintCurve(curve.getContext("2d"));
    for (const one of handles) one.refresh();
  }

  function paintPlane(ctx) {
    const w = get("w"), b = get("b"), name = get("activation"), { value, span, middle } = ACTIVATIONS[name];
    ctx.clearRect(0, 0, left.width, left.height);
    ctx.drawImage(left.back, 0, 0, left.width, left.height);
    ctx.save();
    left.clip(ctx);
    const z = grid((x1, x2) => weightedSum(w, b, x1, x2), ...get("view"), CELLS, CELLS);
    paintSurface(ctx, left.box, z.map(value), CELLS, CELLS, span, look.dark);
    ctx.strokeStyle = look.ink; ctx.lineWidth = 2.5;
    strokeLevel(ctx, left.box, z, CELLS, CELLS, name === "relu" ? middle : 0);
    ctx.restore();
  }

  function paintCurve(ctx) {
    const { value } = ACTIVATIONS[get("activation")], { box, sx, sy } = right;
    ctx.clearRect(0, 0, right.width, right.height);
    ctx.drawImage(right.back, 0, 0, right.width, right.height);
    ctx.save();
    right.clip(ctx);
    ctx.strokeStyle = look.ink; ctx.lineWidth = 2;
    const columns = Array.from({ length: 241 }, (_, k) => box.left + k / 240 * (box.right - box.left));
    trace(ctx, columns.map((px) => [px, sy.to(value(sx.from(px)))]));
    ctx.stroke();
    ctx.restore();
    get("points").forEach(([x1, x2], i) => {
      const z = Math.min(6, Math.max(-6, weightedSum(get("w"), get("b"), x1, x2)));
      const px = sx.to(z), py = Math.min(box.bottom, Math.max(box.top, sy.to(value(z))));
      ctx.fillStyle = labels[i] ? look.ink : look.paper; ctx.strokeStyle = look.ink; ctx.lineWidth = 2;
      ctx.beginPath();
      if (labels[i]) ctx.rect(px - 5, py - 5, 10, 10);
      else ctx.arc(px, py, 5.5, 0, 2 * Math.PI);
      ctx.fill(); ctx.stroke();
    });
  }

  function speak() {
    const [w1, w2] = get("w"), { value } = ACTIVATIONS[get("activation")];
    const line = `w1 = ${format(w1)}, w2 = ${format(w2)}, b = ${format(get("b"))}, ${get("activation")}; ${part("number").textContent}`;
    if (part("live").textContent !== line) part("live").textContent = line;
    const answers = get("points").map(([x1, x2]) => format(value(weightedSum([w1, w2], get("b"), x1, x2)), 2));
    plane.setAttribute("aria-label", `Answers of the neuron over the plane; ${line}`);
    curve.setAttribute("aria-label", `The activation; the points' answers are ${answers.join(", ")}`);
  }

  return live([loop, voice, yours], redraw, [
    [["w", "b", "points", "message", "yours"], loop.soon],
    [["activation", "view", "names"], redraw],
    [["w", "b", "activation"], yours.soon],
  ]);
}

export default { render };
