import { announcer, clamp, format, painter, sheet, theme, trace } from "./tinker.js";
import { add, choice, comparison, dragNumber, frame, handle } from "./controls.js";
import { DOMAIN, fitted, gaps, PLACES, reluSum, slopeThrough, TARGETS, unit, widestGap } from "./relu_units.js";

// ReluSum: a curve put together from ReLU units, with a handle behind each knot, beside the curve it is to follow.

const VIEW = [[-3.2, 3.7], [-2.2, 2.2]], MOST = 8, REACH = 0.5, STEEPEST = 50;
const PAGE = `
  <div class="tinker-relus">
    <div class="tinker-curves">Bold: the sum; dashed: the target; thin: each unit. Drag the ○ to move its knot and turn the slope
      <div><canvas role="img"></canvas></div></div>
    <div class="tinker-numbers"><div class="tinker-sliders"></div><div class="tinker-units"></div>
      <div class="tinker-buttons"><button type="button">Add unit</button><button type="button">Remove unit</button>
        <button type="button">Fit slopes</button></div>
      <p class="tinker-number"></p><p class="tinker-message"></p></div>
  </div>
  <div class="tinker-live" aria-live="polite"></div>`;
const NAMES = { sine: "a sine", parabola: "a parabola", bump: "a bump", steps: "steps" };

const list = (v) => Array.isArray(v) && v.length >= 1 && v.length <= MOST && v.every(Number.isFinite);

function render({ model, el }) {
  const get = (name) => model.get(name), now = () => [get("knots"), get("slopes"), get("c")];
  const loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const fits = { knots: list, slopes: list, target: (v) => v in TARGETS };
  const { root, part, refresh, live } = frame(model, el, PAGE, ["knots", "slopes", "c", "target"], change, fits);
  const canvas = root.querySelector("canvas"), [more, fewer, fit] = root.querySelectorAll(".tinker-buttons button");
  let look, one, stale = true, note = "";

  function change(values) {
    if ((values.knots || get("knots")).length !== (values.slopes || get("slopes")).length) return;
    note = "";
    loop.put(values);
    yours.soon();
  }
  const put = (name, i, v) => change({ [name]: get(name).map((each, k) => (k === i ? v : each)) });

  // ---- The numbers, and the handles; those of units that are not there are hidden

  const chosen = choice(part("sliders"), "Target", Object.entries(NAMES), (target) => change({ target }));
  const table = part("units");
  for (const words of ["Unit", "Knot", "Slope"]) add(table, "span", { textContent: words });
  const units = Array.from({ length: MOST }, (_, i) => {
    const label = add(table, "span", { textContent: `${i + 1}` });
    const knot = dragNumber(table, `Knot of unit ${i + 1}`, { range: DOMAIN }, (v) => put("knots", i, v));
    const slope = dragNumber(table, `Slope of unit ${i + 1}`, { range: [-STEEPEST, STEEPEST] }, (v) => put("slopes", i, v));
    const dot = handle(canvas, {
      text: `Unit ${i + 1}`, at: () => (one && i < get("knots").length ? grip(i) : [0, 0]), moved: (px, py) => drag(i, px, py),
      say: () => (i < get("knots").length ? `knot ${format(get("knots")[i], 3)}, slope ${format(get("slopes")[i], 3)}` : "not there"),
    });
    return { parts: [label, knot, slope, dot], knot, slope, dot };
  });
  add(table, "span", { textContent: "c" });
  const c = dragNumber(table, "Constant c", { range: [-5, 5] }, (v) => change({ c: v }));

  /** A handle stands on the curve, a little behind its knot: so it can turn the slope there. */
  function grip(i) {
    const x = get("knots")[i] + REACH, { box, sx, sy } = one;
    return [clamp(sx.to(x), [box.left, box.right]), clamp(sy.to(reluSum(x, ...now())), [box.top, box.bottom])];
  }
  function drag(i, px, py) {
    const { box, sx, sy } = one, [x, y] = grip(i), short = (v) => Number(v.toFixed(4));
    const knots = get("knots").map((knot, k) => (k === i && Math.abs(px - x) > 1e-6 ? short(clamp(sx.from(px) - REACH, DOMAIN)) : knot));
    if (Math.abs(py - y) < 1e-6 && knots[i] === get("knots")[i]) return;
    const height = sy.from(clamp(py, [box.top, box.bottom]));
    const turned = short(clamp(slopeThrough(height, i, REACH, knots, get("slopes"), get("c")), [-STEEPEST, STEEPEST]));
    const sideways = Math.abs(py - y) < 1e-6; // an arrow key to the side leaves the slope alone
    change({ knots, slopes: get("slopes").map((slope, k) => (k === i && !sideways ? turned : slope)) });
  }

  more.addEventListener("click", () => {
    change({ knots: [...get("knots"), Number(widestGap(get("knots")).toFixed(4))], slopes: [...get("slopes"), 0] });
    note = "The new unit has the slope 0, so it changes nothing yet.";
  });
  fewer.addEventListener("click", () => change({ knots: get("knots").slice(0, -1), slopes: get("slopes").slice(0, -1) }));
  fit.addEventListener("click", () => {
    change(fitted(get("target"), get("knots")));
    note = "These slopes (and c) have the smallest mean squared gap for these knots. Now move a knot, or add one.";
  });

  // ---- Painting

  function prepare() {
    look = theme(root);
    one = sheet(canvas, ...VIEW, "x", "y", look);
    stale = false;
  }

  function paint() {
    const [knots, slopes, constant] = now(), { largest, where, mean } = gaps(get("target"), knots, slopes, constant);
    units.forEach(({ parts, knot, slope }, i) => {
      for (const each of parts) each.classList.toggle("tinker-absent", i >= knots.length);
      if (i < knots.length) { knot.show(knots[i]); slope.show(slopes[i]); }
    });
    c.show(constant);
    chosen(get("target"));
    more.disabled = knots.length === MOST;
    fewer.disabled = knots.length === 1;
    part("number").textContent = `Largest gap ${format(largest, 3)} (at x = ${format(where, 2)}); mean squared gap ${format(mean, 3)}`;
    part("message").textContent = note || get("message");
    refresh();
    voice.soon();
    if (!canvas.clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) prepare();
    paintCurves(canvas.getContext("2d"), knots, slopes, constant, where);
    for (const { dot } of units) dot.refresh();
  }

  /** Lays a line along y(x) at the places given. */
  function line(ctx, places, y, { width, dash = [], alpha = 1, colour = look.ink }) {
    ctx.lineWidth = width; ctx.strokeStyle = colour; ctx.globalAlpha = alpha;
    ctx.setLineDash(dash);
    trace(ctx, [...places].map((x, k) => [one.sx.to(x), one.sy.to(y(x, k))]));
    ctx.stroke();
    ctx.setLineDash([]); ctx.globalAlpha = 1;
  }

  function paintCurves(ctx, knots, slopes, constant, where) {
    const { sx, sy, box } = one, height = (x) => reluSum(x, knots, slopes, constant), target = TARGETS[get("target")];
    ctx.clearRect(0, 0, one.width, one.height);
    ctx.drawImage(one.back, 0, 0, one.width, one.height);
    ctx.save();
    one.clip(ctx);
    knots.forEach((knot, i) => line(ctx, [VIEW[0][0], knot, VIEW[0][1]], (x) => unit(x, knot, slopes[i]), { width: 1.2, alpha: 0.45 }));
    line(ctx, [where, where], (_, k) => (k ? height(where) : target(where)), { width: 5, alpha: 0.35 });
    line(ctx, PLACES, target, { width: 2.5, dash: [8, 5] });
    const corners = [VIEW[0][0], ...knots, VIEW[0][1]].sort((a, b) => a - b);
    line(ctx, corners, height, { width: 4, colour: look.points });
    const theirs = theirCurve();
    if (theirs) line(ctx, PLACES, (_, k) => theirs[k], { width: 2.5, dash: [2, 4] });
    ctx.fillStyle = look.ink; ctx.textAlign = "center"; ctx.font = `bold 12px ${look.font}`;
    ctx.lineWidth = 3; ctx.strokeStyle = look.paper;
    knots.forEach((knot, i) => {
      const px = sx.to(knot), py = clamp(sy.to(height(knot)), [box.top, box.bottom - 16]), [gx, gy] = grip(i);
      ctx.fillRect(px - 4, py - 4, 8, 8); // the knot itself
      ctx.strokeText(`${i + 1}`, gx, gy + (gy > box.top + 30 ? -14 : 24));
      ctx.fillText(`${i + 1}`, gx, gy + (gy > box.top + 30 ? -14 : 24));
    });
    ctx.restore();
  }

  /** What the student's function gave, or null. */
  function theirCurve() {
    const { buffer, byteOffset, byteLength } = get("curve");
    return byteLength === 4 * PLACES.length ? new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength)) : null;
  }

  function speak() {
    const [knots, slopes, constant] = now(), said = `${knots.length} units: ${part("number").textContent}`;
    if (part("live").textContent !== said) part("live").textContent = said;
    const words = knots.map((knot, i) => `from x = ${format(knot, 3)} slope ${format(slopes[i], 3)}`).join(", ");
    const shown = theirCurve() ? "; dotted, what your function gives" : "";
    canvas.setAttribute("aria-label", `The sum of ${said}; the target is ${NAMES[get("target")]}; c = ${format(constant, 3)}; units ${words}${shown}`);
  }

  const redraw = () => { stale = true; loop.soon(); };
  return live([loop, voice, yours], redraw, [
    [["knots", "slopes", "c", "target", "message", "yours", "curve"], loop.soon],
    [["knots", "slopes", "c"], yours.soon],
  ]);
}

export default { render };
