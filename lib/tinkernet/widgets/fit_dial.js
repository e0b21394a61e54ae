import { announcer, clamp, format, numbers, painter, sheet, slider, theme, trace } from "./tinker.js";
import { choice, comparison, frame, keepKeys, stateText } from "./controls.js";
import { MOST, balance, columns, combine, meanSquare, power, solver, truth } from "./fits.js";

// FitDial: points and a fitted curve on the left; on the right the errors of the fits of all sizes, with the dip.

const MODELS = { polynomial: "polynomial", relu: "random ReLU units", tanh: "random tanh units" };
const SETTINGS = ["degree", "noise", "points", "model", "units", "seed"];
const SPAN = [-3, 1.3], HEIGHTS = [-2.2, 2.2], COUNTS = [13, 60], NOISES = [0, 0.6];
const ACROSS = Float64Array.from({ length: 201 }, (_, k) => -1 + k / 100);
const COLOURS = { fit: ["#a23b00", "#ffb070"], validation: ["#0b559f", "#8ec8ff"] };
const PAGE = `
  <div class="tinker-views"><div>● training points, □ validation points; the true curve is dashed<canvas role="img"></canvas></div>
    <div><span class="tinker-axis"></span><canvas role="img"></canvas></div></div>
  <div class="tinker-sliders"></div>
  <div class="tinker-buttons"><button type="button">New points</button><span class="tinker-number"></span></div>
  <p class="tinker-message"></p><div class="tinker-live" aria-live="polite"></div>`;
const HONEST = " The hidden layer is drawn at random and stays as it is; only the output layer is fitted.";

function render({ model, el }) {
  const get = (name) => model.get(name), now = () => get(get("model") === "polynomial" ? "degree" : "units");
  const loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const { root, part, refresh, live } = frame(model, el, PAGE, SETTINGS, change);
  const [plane, chart] = root.querySelectorAll("canvas"), [another] = part("buttons").querySelectorAll("button");
  let left, right, look, stale = true, laid = "", solve, sets, fitted = "", all, errors, drawnFor = "";

  function change(values) {
    const fit = { ...values };
    const whole = { degree: [0, MOST.polynomial], units: [0, MOST.relu], points: COUNTS, seed: [0, 999] };
    for (const [name, range] of Object.entries(whole)) if (name in fit) fit[name] = clamp(Math.round(fit[name]), range);
    if ("noise" in fit) fit.noise = clamp(fit.noise, NOISES);
    if ("model" in fit && !MODELS[fit.model]) delete fit.model;
    loop.put(fit);
  }
  const resize = (size) => change({ [get("model") === "polynomial" ? "degree" : "units"]: size });

  const controls = part("sliders");
  const chosen = choice(controls, "Model", Object.entries(MODELS), (kind) => change({ model: kind }));
  const group = (shown) => {
    const one = document.createElement("div");
    controls.append(one);
    return [one, () => { one.style.display = shown() ? "contents" : "none"; }];
  };
  const [degrees, showDegrees] = group(() => get("model") === "polynomial"), [units, showUnits] = group(() => get("model") !== "polynomial");
  const sliders = [
    [slider(degrees, "Degree", (degree) => change({ degree })), "degree", [0, MOST.polynomial, 1]],
    [slider(units, "Hidden units", (many) => change({ units: many })), "units", [0, MOST.relu, 1]],
    [slider(controls, "Noise", (noise) => change({ noise })), "noise", [...NOISES, 0.01]],
    [slider(controls, "Training points", (points) => change({ points })), "points", [...COUNTS, 1]],
  ];
  another.addEventListener("click", () => change({ seed: (get("seed") + 1) % 1000 })); // Python draws them
  const redraw = () => { stale = true; loop.soon(); };

  let held = false;
  keepKeys(chart).style.cursor = "ew-resize"; // the same as the slider, for a hand that reaches into the picture
  const reach = (e) => { if (held && right) resize(right.sx.from(e.clientX - chart.getBoundingClientRect().left)); };
  chart.addEventListener("pointerdown", (e) => { if (!e.button) { held = true; chart.setPointerCapture(e.pointerId); reach(e); } });
  chart.addEventListener("pointermove", reach);
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) chart.addEventListener(end, () => { held = false; });

  /** Everything that is drawn, from what has changed: first where points lie, then their noise. */
  function work() {
    const kind = get("model"), where = [kind, get("points"), get("training"), get("validation"), get("hidden")];
    if (!laid || where.some((one, k) => one !== laid[k])) {
      const hidden = numbers(get("hidden")), size = MOST[kind];
      const [training, validation] = ["training", "validation"].map((name, k) => {
        const flat = numbers(get(name)), count = k ? flat.length / 2 : get("points");
        const x = Float64Array.from({ length: count }, (_, i) => flat[2 * i]), noise = x.map((_, i) => flat[2 * i + 1]);
        return { x, noise, y: new Float64Array(count), table: columns(kind, x, size, hidden) };
      });
      sets = { training, validation, curve: { table: columns(kind, ACROSS, size, hidden) } };
      solve = solver(kind, training.x, hidden);
      laid = where; fitted = "";
    }
    if (fitted === get("noise")) return;
    fitted = get("noise");
    for (const { x, y, noise } of [sets.training, sets.validation]) x.forEach((v, i) => { y[i] = truth(v) + fitted * noise[i]; });
    all = solve(sets.training.y);
    errors = Object.fromEntries(["training", "validation"].map((name) => [name, all.map((c) => meanSquare(combine(sets[name].table, c), sets[name].y))]));
  }

  function prepare() {
    look = theme(root);
    left = sheet(plane, [-1.05, 1.05], HEIGHTS, "x", "y", look);
    right = sheet(chart, [-0.3, MOST[get("model")] + 0.3], SPAN, get("model") === "polynomial" ? "degree" : "hidden units",
      "mean squared error", look, (v) => format(10 ** v, 2));
    drawnFor = get("model");
    stale = false;
  }

  const named = () => (get("model") === "polynomial" ? `Degree ${now()}` : `${now()} ${MODELS[get("model")]}`);
  function paint() {
    chosen(get("model"));
    showDegrees(); showUnits();
    for (const [show, name, range] of sliders) show(get(name), range);
    refresh();
    work();
    const size = now(), best = errors.validation.indexOf(Math.min(...errors.validation)), polynomial = get("model") === "polynomial";
    part("number").textContent = `${named()}: ${balance(size, errors.validation)}`;
    part("message").textContent = `Training error ${format(errors.training[size], 3)}, validation error ${format(errors.validation[size], 3)}; `
      + `the validation error is lowest, ${format(errors.validation[best], 3)}, at ${polynomial ? `degree ${best}.` : `${best} units.${HONEST}`}`;
    part("axis").textContent = `Errors of all ${polynomial ? "degrees" : "sizes"}: ● training, □ validation. Slide across!`;
    voice.soon();
    if (!plane.clientWidth) return; // not on the page yet; the observer below calls again
    if (stale || drawnFor !== get("model")) prepare();
    paintPlane(plane.getContext("2d"));
    paintErrors(chart.getContext("2d"), size, best);
  }

  const colour = (name) => COLOURS[name][look.dark ? 1 : 0];
  function filled(ctx, x, y, r) { ctx.beginPath(); ctx.arc(x, y, r, 0, 2 * Math.PI); ctx.fillStyle = look.ink; ctx.fill(); }
  function hollow(ctx, x, y, r) {
    ctx.fillStyle = look.paper; ctx.strokeStyle = colour("validation"); ctx.lineWidth = 1.8; ctx.setLineDash([]);
    ctx.fillRect(x - r, y - r, 2 * r, 2 * r); ctx.strokeRect(x - r, y - r, 2 * r, 2 * r);
  }
  function line(ctx, s, y, style, width, dash) {
    trace(ctx, Array.from(y, (v, k) => [s.sx.to(ACROSS[k]), s.sy.to(clamp(v, [-50, 50]))])); // a canvas loses its way far out
    ctx.strokeStyle = style; ctx.lineWidth = width; ctx.setLineDash(dash); ctx.stroke(); ctx.setLineDash([]);
  }
  function begin(ctx, s) {
    ctx.clearRect(0, 0, s.width, s.height);
    ctx.drawImage(s.back, 0, 0, s.width, s.height);
    ctx.save();
    s.clip(ctx);
    ctx.lineJoin = "round";
  }

  function paintPlane(ctx) {
    const { sx, sy } = left, mine = get("yours_for") === stateText(model, SETTINGS) ? numbers(get("yours_curve")) : [];
    begin(ctx, left);
    line(ctx, left, ACROSS.map(truth), look.ink, 1.5, [6, 5]);
    sets.validation.x.forEach((x, i) => hollow(ctx, sx.to(x), sy.to(sets.validation.y[i]), 3.5));
    line(ctx, left, combine(sets.curve.table, all[now()]), colour("fit"), 2.8, []);
    if (mine.length) line(ctx, left, mine, look.ink, 2.5, [2, 4]);
    sets.training.x.forEach((x, i) => filled(ctx, sx.to(x), sy.to(sets.training.y[i]), 5));
    ctx.font = `600 12px ${look.font}`; ctx.textAlign = "left"; ctx.fillStyle = colour("fit");
    ctx.fillText("━ fitted", left.box.left + 8, left.box.top + 18);
    ctx.fillStyle = look.ink;
    if (mine.length) ctx.fillText("···· yours", left.box.left + 8, left.box.top + 36);
    ctx.restore();
  }

  function paintErrors(ctx, size, best) {
    const { sx, sy, box } = right, at = (name) => errors[name].map((v, k) => [sx.to(k), sy.to(power(v, SPAN))]);
    begin(ctx, right);
    ctx.fillStyle = colour("fit"); ctx.globalAlpha = 0.22;
    ctx.fillRect(sx.to(size - 0.3), box.top, sx.to(size + 0.3) - sx.to(size - 0.3), box.bottom - box.top);
    ctx.globalAlpha = 1;
    ctx.setLineDash([]); ctx.strokeStyle = colour("fit"); ctx.lineWidth = 2;
    trace(ctx, [[sx.to(size), box.top], [sx.to(size), box.bottom]]); ctx.stroke();
    ctx.strokeStyle = look.ink; trace(ctx, at("training")); ctx.stroke();
    ctx.setLineDash([7, 4]); ctx.strokeStyle = colour("validation"); trace(ctx, at("validation")); ctx.stroke();
    const r = errors.training.length > 15 ? 3 : 4;
    at("validation").forEach(([x, y], k) => hollow(ctx, x, y, k === size ? r + 2 : r));
    at("training").forEach(([x, y], k) => filled(ctx, x, y, k === size ? r + 2 : r));
    const [x, y] = at("validation")[best];
    ctx.font = `600 12px ${look.font}`; ctx.textAlign = "center";
    ctx.fillStyle = colour("validation"); ctx.strokeStyle = look.paper; ctx.lineWidth = 4; ctx.setLineDash([]);
    const side = clamp(x, [box.left + 24, box.right - 24]), up = Math.max(box.top + 28, y - 10);
    for (const words of [["▼", x, up], ["lowest", side, up - 14]]) { ctx.strokeText(...words); ctx.fillText(...words); }
    ctx.restore();
  }

  function speak() {
    const said = `${part("number").textContent}. ${part("message").textContent}`;
    if (part("live").textContent !== said) part("live").textContent = said;
    plane.setAttribute("aria-label", `${get("points")} training points with noise of size ${format(get("noise"))}, ${sets.validation.x.length} validation points, and the fitted curve. ${part("number").textContent}`);
    const list = (name) => errors[name].map((v) => format(v, 2)).join(", ");
    chart.setAttribute("aria-label", `Errors from size 0 to ${MOST[get("model")]}, on a scale of powers of ten: training ${list("training")}; validation ${list("validation")}`);
  }

  return live([loop, voice, yours], redraw, [
    [["yours", "yours_curve", "yours_for", "training", "validation", "hidden", ...SETTINGS], loop.soon],
    [SETTINGS, yours.soon],
  ]);
}

export default { render };
