import { announcer, clamp, format, padded, painter, sheet, slider, theme } from "./tinker.js";
import { add, choice, comparison, frame, numberFrom } from "./controls.js";
import { grid, paintSurface, strokeLevel } from "./surface.js";
import { ACTIVATIONS } from "./activations.js";
import {
  answers, descended, gradient, outputSum, rightPoints, squaredError, surfaces, within, XOR,
} from "./small_network.js";
import { drawnNetwork } from "./drawn_network.js";

// XorTinker: the drawn network with a number on every edge, what its units answer, and the space of the hidden units.

// 102: no cell lies on a border that a student is likely to choose, such as x1 + x2 = 0.5, where rounding would decide.
const VIEW = [-0.5, 1.5], CELLS = 102, HIDDEN_CELLS = 60, YOURS_CELLS = 40;
const WEIGHTS = ["W1", "b1", "w2", "b2"], PER_FRAME = 3, LONG = 3000, SOLVED = 3e-3, FLAT = 1e-7, FAR = 1000, RATES = [0.01, 10];
const PAGE = `
  <div class="tinker-xor">
    <div class="tinker-wide">Drag or type the weights (dashed: negative)
      <div class="tinker-network"><canvas role="img"></canvas><canvas role="img"></canvas><canvas role="img"></canvas></div></div>
    <div>Its answers; ○ class 0, ■ class 1<canvas role="img" class="tinker-sheet"></canvas></div>
    <div>Where the hidden units put the points<canvas role="img" class="tinker-sheet"></canvas></div>
  </div>
  <div class="tinker-beside"><div class="tinker-controls"><div class="tinker-sliders"></div>
    <div class="tinker-buttons"><button type="button">Step</button><button type="button">Run</button>
      <button type="button">Reset</button><span class="tinker-number"></span></div>
    <p class="tinker-message"></p></div></div>
  <div class="tinker-live" aria-live="polite"></div>`;
const KIND = {
  step: "The step is flat: its slope is 0 everywhere, so there is no gradient to go down. "
    + "Set the weights by hand, it can be done! Or choose another activation to train.",
  solved: "Solved: every answer is close to its target.",
  flat: "The gradient is zero here: nothing moves any more, though not every answer is right. Drag a weight, or press Reset.",
  long: "Many steps, and still not solved: this may be a valley with no way out. Drag a weight, or press Reset and start elsewhere.",
  far: "The steps were too long and the weights ran away. A smaller learning rate helps; press Reset.",
};
function render({ model, el }) {
  const get = (name) => model.get(name), net = () => Object.fromEntries(WEIGHTS.map((name) => [name, get(name)]));
  const loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const { root, part, refresh, live } = frame(model, el, PAGE, [...WEIGHTS, "activation", "rate"], change,
    { activation: (v) => v in ACTIVATIONS, rate: numberFrom(...RATES) });
  const [unit1, unit2, unit3, plane, hidden] = root.querySelectorAll("canvas"), small = [unit1, unit2, unit3];
  const [step, run, reset] = root.querySelectorAll(".tinker-buttons button"), shown = surfaces(CELLS, VIEW);
  const drawn = drawnNetwork(part("network"), small, change);
  let look, left, right, mine, sheets = "", stale = true, running = 0, steps = 0, began = 0, note = "";

  function change(values) {
    if ("rate" in values) values.rate = clamp(values.rate, RATES);
    if (!ACTIVATIONS[values.activation ?? get("activation")]) delete values.activation;
    note = "";
    if (values.activation === "step") halt();
    loop.put(values);
    yours.soon();
  }

  // ---- Choices and training

  const kinds = Object.keys(ACTIVATIONS).map((name) => [name, name]);
  const chosen = choice(part("sliders"), "Activation", kinds, (activation) => change({ activation }));
  const showRate = slider(part("sliders"), "Learning rate", (rate) => change({ rate }), true);

  function halt() {
    cancelAnimationFrame(running);
    running = 0;
    run.textContent = "Run";
  }
  function end(why) { note = KIND[why]; halt(); loop.soon(); }
  function learn(count) {
    const name = get("activation");
    let now = net();
    for (let k = 0; k < count; k++) {
      if (squaredError(now, name) < SOLVED) { end("solved"); break; }
      if (within(gradient(now, name), FLAT)) { end("flat"); break; }
      const next = descended(now, name, get("rate"));
      if (!within(next, FAR)) { end("far"); break; }
      now = next;
      steps++;
    }
    loop.put(now);
    yours.soon();
  }
  function go() {
    running = requestAnimationFrame(go);
    learn(PER_FRAME);
    if (running && steps - began >= LONG) end("long");
  }
  step.addEventListener("click", () => { halt(); note = ""; learn(1); });
  run.addEventListener("click", () => {
    if (running) { halt(); return; }
    note = "";
    began = steps;
    run.textContent = "Stop";
    go();
  });
  reset.addEventListener("click", () => { halt(); steps = 0; change({ ...get("start") }); });

  // ---- Painting

  /** The hidden space reaches to the ends of the activation; a relu has none, so beyond the points. */
  function reach(name, all) {
    const [lo, hi] = ACTIVATIONS[name].span;
    if (name !== "relu") return padded([lo, hi], 0.15);
    const far = Math.max(...XOR.points.flatMap((point) => answers(all, name, point).slice(0, 2)));
    return padded([lo, [1.5, 3, 6, 12, 25, 50, 100, 1000].find((limit) => far <= 0.95 * limit) || far * 1.5], 0.15);
  }

  function prepare(ends) {
    look = theme(root);
    left = sheet(plane, VIEW, VIEW, "x1", "x2", look);
    right = { ...sheet(hidden, ends, ends, "h1", "h2", look), ends };
    drawn.arrange();
    stale = false;
  }

  function paint() {
    const name = get("activation"), all = net();
    drawn.show(all);
    chosen(name);
    showRate(get("rate"), RATES);
    step.disabled = run.disabled = name === "step";
    part("number").textContent = `Loss (MSE) = ${format(squaredError(all, name))}; ${rightPoints(all, name)} of 4 right; ${steps} step${steps === 1 ? "" : "s"}`;
    part("message").textContent = note || (name === "step" ? KIND.step : "") || get("message");
    refresh();
    voice.soon();
    if (!plane.clientWidth) return; // not on the page yet; the observer below calls again
    const ends = reach(name, all), asked = `${name} ${ends}`, fresh = stale || asked !== sheets;
    if (fresh) prepare(ends);
    sheets = asked;
    if (shown.update(all, name) || fresh) {
      small.forEach((canvas, k) => paintUnit(canvas, k, name));
      paintPlane(plane.getContext("2d"), name);
      paintHidden(hidden.getContext("2d"), all, name);
    }
    paintYours(name);
  }

  function marker(ctx, px, py, label, size) {
    ctx.fillStyle = label ? look.ink : look.paper; ctx.strokeStyle = label ? look.paper : look.ink;
    ctx.lineWidth = label || size < 4 ? 1 : 2.5;
    ctx.beginPath();
    if (label) ctx.rect(px - size, py - size, 2 * size, 2 * size);
    else ctx.arc(px, py, size, 0, 2 * Math.PI);
    ctx.fill(); ctx.stroke();
  }

  function border(ctx, box, values, cells, name) {
    ctx.strokeStyle = look.ink;
    strokeLevel(ctx, box, values, cells, cells, name === "relu" ? ACTIVATIONS.relu.middle : 0);
  }

  /** A small canvas without axes: its context and box. */
  function bare(canvas) {
    const ratio = devicePixelRatio || 1, [width, height] = [canvas.clientWidth, canvas.clientHeight], ctx = canvas.getContext("2d");
    if (canvas.width !== Math.round(width * ratio)) canvas.width = canvas.height = Math.round(width * ratio);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    return [ctx, { left: 0, top: 0, right: width, bottom: height }];
  }

  function paintUnit(canvas, k, name) {
    const [ctx, box] = bare(canvas), place = (v) => (v - VIEW[0]) / (VIEW[1] - VIEW[0]);
    paintSurface(ctx, box, shown.values[k], CELLS, CELLS, ACTIVATIONS[name].span, look.dark);
    ctx.lineWidth = 1.5;
    border(ctx, box, shown.sums[k], CELLS, name);
    XOR.points.forEach(([x1, x2], i) => marker(ctx, place(x1) * box.right, place(1 - x2) * box.bottom, XOR.labels[i], 3));
  }

  function paintPlane(ctx, name) {
    ctx.clearRect(0, 0, left.width, left.height);
    ctx.drawImage(left.back, 0, 0, left.width, left.height);
    paintSurface(ctx, left.box, shown.values[2], CELLS, CELLS, ACTIVATIONS[name].span, look.dark);
    ctx.lineWidth = 2.5;
    border(ctx, left.box, shown.sums[2], CELLS, name);
    XOR.points.forEach(([x1, x2], i) => marker(ctx, left.sx.to(x1), left.sy.to(x2), XOR.labels[i], 7));
  }

  function paintHidden(ctx, all, name) {
    ctx.clearRect(0, 0, right.width, right.height);
    ctx.drawImage(right.back, 0, 0, right.width, right.height);
    const { value, span } = ACTIVATIONS[name], sums = grid((h1, h2) => outputSum(all, h1, h2), right.ends, right.ends, HIDDEN_CELLS, HIDDEN_CELLS);
    paintSurface(ctx, right.box, sums.map(value), HIDDEN_CELLS, HIDDEN_CELLS, span, look.dark);
    ctx.lineWidth = 2.5;
    border(ctx, right.box, sums, HIDDEN_CELLS, name);
    const places = XOR.points.map((point) => answers(all, name, point)).map(([h1, h2]) => [right.sx.to(h1), right.sy.to(h2)]);
    places.forEach(([px, py], i) => marker(ctx, px, py, XOR.labels[i], 7));
    const [mx, my] = [0, 1].map((k) => places.reduce((sum, place) => sum + place[k], 0) / 4), named = [];
    ctx.font = `bold 13px ${look.font}`; ctx.textAlign = "center";
    ctx.lineWidth = 4; ctx.strokeStyle = look.paper; ctx.fillStyle = look.ink;
    places.forEach(([px, py], i) => { // points at one place share a label, which stands away from the others
      const here = places.map((place, k) => (Math.hypot(place[0] - px, place[1] - py) < 6 ? k : -1)).filter((k) => k >= 0);
      if (named.includes(i)) return;
      named.push(...here);
      const far = Math.hypot(px - mx, py - my), [dx, dy] = far > 1 ? [(px - mx) / far, (py - my) / far] : [1, 0];
      const text = here.map((k) => XOR.points[k].join("")).join(", "), half = ctx.measureText(text).width / 2;
      const x = clamp(px + dx * (half + 11), [right.box.left + half, right.box.right - half]);
      const y = clamp(py + dy * 18, [right.box.top + 9, right.box.bottom - 9]) + 4.5;
      ctx.strokeText(text, x, y);
      ctx.fillText(text, x, y);
    });
  }

  function paintYours(name) {
    const { buffer, byteOffset, byteLength } = get("surface");
    if (byteLength !== 4 * YOURS_CELLS ** 2) { mine?.remove(); mine = null; return; }
    if (!mine) {
      mine = add(part("beside"), "div", { className: "tinker-mine", textContent: "Your function's answer" });
      add(mine, "canvas").setAttribute("role", "img");
    }
    const values = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength)), [ctx, box] = bare(mine.lastChild);
    paintSurface(ctx, box, values, YOURS_CELLS, YOURS_CELLS, ACTIVATIONS[name].span, look.dark);
    mine.lastChild.setAttribute("aria-label", `Your function's answer over the plane, from ${format(Math.min(...values), 3)} to ${format(Math.max(...values), 3)}`);
  }

  function speak() {
    const name = get("activation"), all = net(), found = XOR.points.map((point) => answers(all, name, point));
    const said = (k) => XOR.points.map(([x1, x2], i) => `${format(found[i][k], 2)} at (${x1}, ${x2})`).join(", ");
    const line = `${part("number").textContent}${running ? ", training" : ""}`;
    if (part("live").textContent !== line) part("live").textContent = line;
    ["hidden unit h1", "hidden unit h2", "the output"].forEach((who, k) => {
      small[k].setAttribute("aria-label", `What ${who} answers over the plane: ${said(k)}`);
    });
    plane.setAttribute("aria-label", `The network's answer over the plane, ${name}: ${said(2)}; ${line}`);
    const moved = XOR.points.map(([x1, x2], i) => `(${x1}, ${x2}) to (${format(found[i][0], 2)}, ${format(found[i][1], 2)})`);
    hidden.setAttribute("aria-label", `The hidden units put the point ${moved.join(", ")}; the output's line: `
      + `${format(all.w2[0], 3)} h1 + ${format(all.w2[1], 3)} h2 + ${format(all.b2, 3)} = ${name === "relu" ? 0.5 : 0}`);
  }

  const redraw = () => { stale = true; loop.soon(); };
  return live([loop, voice, yours, { stop: halt }], redraw, [
    [[...WEIGHTS, "activation", "rate", "message", "yours", "surface"], loop.soon],
    [[...WEIGHTS, "activation"], yours.soon],
  ]);
}

export default { render };
