import { announcer, format, painter, ramp, theme } from "./tinker.js";
import { add, choice, frame, keepKeys } from "./controls.js";
import { answersOf, averaged, float32s, probabilities } from "./trained_network.js";
import { cellBox, fit, paintCells } from "./cells.js";
import { cellsOf, drawable } from "./drawing.js";

// DigitPad: the drawing on the left, the network's probabilities in the middle, a layer's answers on the right.

const MOST = 64, TURN = 10;

/** How many rows and columns of maps leave the largest cells in a box. */
export function arranged(count, width, height, { rows, columns }) {
  let best = { size: 0, across: 1 };
  for (let across = 1; across <= count; across++) {
    const down = Math.ceil(count / across), size = Math.min((width / across - 6) / columns, (height / down - 6) / rows);
    if (size > best.size) best = { size, across };
  }
  return best.across;
}

const percent = (p) => `${(100 * p).toFixed(1)} %`;

const PAGE = `
  <div class="tinker-views">
    <div><div class="tinker-heading">Draw a digit</div><div class="tinker-row tinker-tools"></div>
      <div><canvas role="img"></canvas></div><div class="tinker-row tinker-samples"></div></div>
    <div><div class="tinker-heading">The network says <span class="tinker-verdict"></span></div><div class="tinker-row tinker-shares">Probability of each digit</div><canvas role="img"></canvas></div>
    <div><div class="tinker-heading">What a layer answers <span class="tinker-span"></span></div><div class="tinker-row tinker-which"></div>
      <canvas role="img"></canvas></div>
  </div>
  <p class="tinker-terms"></p><p class="tinker-message"></p><div class="tinker-live" aria-live="polite"></div>`;

function render({ model, el }) {
  const get = (name) => model.get(name), loop = painter(model, paint), voice = announcer(speak);
  const side = get("side"), finer = get("finer"), fine = side * finer, blank = "0".repeat(fine * fine / 4);
  const whole = (v, most) => Number.isInteger(v) && v >= 0 && v <= most;
  const { root, part, refresh, live } = frame(model, el, PAGE, ["drawing", "layer", "pen"], change, {
    drawing: (v) => typeof v === "string" && v.length === blank.length && /^[0-9a-f]*$/.test(v),
    layer: (v) => whole(v, get("layers").length),
    pen: (v) => Array.isArray(v) && v.length === 2 && v.every((one) => whole(one, fine - 1)),
  });
  const [pad, bars, maps] = root.querySelectorAll("canvas");
  let look, stale = true, box = null, rubs = false, weights = float32s(get("numbers")), fresh = null;

  function change(values) { if (values.drawing) fresh = null; loop.put(values); }
  /** What every layer answers, worked out when the drawing has changed. */
  function answers() {
    fresh ||= answersOf(get("layers"), weights, averaged(cellsOf(get("drawing")), side, finer, get("ink")));
    return fresh;
  }
  const shape = ({ channels, rows, columns }) => (rows * columns > 1 ? `${channels} map${channels > 1 ? "s" : ""} of ${rows} × ${columns}` : `${channels} numbers`);

  const button = (parent, text, label, act) => {
    const one = keepKeys(add(parent, "button", { type: "button", textContent: text }));
    one.setAttribute("aria-label", label);
    one.addEventListener("click", act);
    return one;
  };
  button(part("tools"), "Clear", "Clear the pad", () => change({ drawing: blank }));
  const rubber = button(part("tools"), "Rubber", "Rubber", () => { rubs = !rubs; rubber.setAttribute("aria-pressed", rubs); });
  rubber.setAttribute("aria-pressed", false);
  if (get("samples").length) add(part("samples"), "span", { textContent: "Digits of the data set" }).style.flexBasis = "100%";
  const turns = Array(TURN).fill(0);
  for (let digit = 0; digit < TURN && get("samples").length; digit++) {
    const mine = get("samples").filter((_, k) => get("sample_classes")[k] === digit);
    button(part("samples"), String(digit), `Show a ${digit} of the data set`, () => change({ drawing: mine[turns[digit]++ % mine.length] }));
  }
  const options = () => answers().map((answer, k) => {
    if (!k) return ["0", `the image it gets, ${side} × ${side}`];
    const { name, kind } = get("layers")[k - 1];
    return kind === "Flatten" ? null : [String(k), `${name} ${kind}: ${shape(answer)}`];
  }).filter(Boolean);
  const chosen = choice(part("which"), "Layer", options(), (layer) => change({ layer: Number(layer) }));
  part("which").querySelector("select").style.cssText = "min-width: 0; flex: 1 1 0";
  const pen = drawable(pad, { side: fine, radius: fine / 19, get, put: change, ink: () => !rubs, box: () => box });
  const per = finer * finer, most = get("ink");
  part("terms").textContent = `The pad has ${fine} × ${fine} cells; each of the ${side} × ${side} pixels is the share of its ${finer} × ${finer} cells that are inked`
    + `${most === 1 ? "" : `, times ${format(most)}`}${side === 8 ? `: a count from 0 to ${per}${most === 1 ? " divided by 16" : ""}, as the data set was made` : ""}.`;

  function paint() {
    const all = answers(), shares = probabilities(get("layers"), all), best = shares.indexOf(Math.max(...shares));
    chosen(String(get("layer")));
    refresh();
    part("verdict").textContent = `${best}, ${percent(shares[best])}`;
    part("message").textContent = get("message");
    voice.soon();
    if (!pad.clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) { look = theme(root); stale = false; }
    paintPad();
    paintBars(shares, best);
    paintMaps(all[get("layer")] || all[0]);
    pen.refresh();
  }

  const ink = (rgb) => rgb.match(/\d+/g).map(Number);
  function paintPad() {
    const { pen: ctx, width, height } = fit(pad);
    box = cellBox(fine, fine, { left: 2, top: 2, width: width - 4, height: height - 4 });
    const [paper, black] = [ink(look.paper), ink(look.ink)];
    paintCells(ctx, box, cellsOf(get("drawing")), [0, 1], (t) => (t ? black : paper));
    ctx.strokeStyle = look.border; ctx.lineWidth = 1; ctx.globalAlpha = 0.6;
    ctx.beginPath();
    for (let k = 0; k <= fine; k += finer) { // a pixel of the network's image between two lines
      const x = box.left + k * box.size, y = box.top + k * box.size;
      ctx.moveTo(x, box.top); ctx.lineTo(x, box.bottom);
      ctx.moveTo(box.left, y); ctx.lineTo(box.right, y);
    }
    ctx.stroke();
    ctx.globalAlpha = 1;
  }

  function paintBars(shares, best) {
    const { pen: ctx, width, height } = fit(bars), tall = height / shares.length, from = 26, room = width - from - 62;
    ctx.textBaseline = "middle";
    shares.forEach((p, k) => {
      const y = k * tall;
      ctx.font = `${k === best ? "bold " : ""}14px ${look.font}`;
      ctx.fillStyle = look.ink;
      ctx.textAlign = "right";
      ctx.fillText(String(k), from - 10, y + tall / 2);
      ctx.strokeStyle = look.border; ctx.lineWidth = 1;
      ctx.strokeRect(from, y + 5, room, tall - 10);
      ctx.fillStyle = k === best ? look.ink : look.points;
      ctx.fillRect(from, y + 5, p * room, tall - 10);
      ctx.fillStyle = look.ink;
      ctx.textAlign = "left";
      ctx.fillText(percent(p), from + room + 6, y + tall / 2);
    });
  }

  function paintMaps(answer) {
    const { pen: ctx, width, height } = fit(maps), count = Math.min(MOST, answer.channels), flat = answer.rows * answer.columns === 1;
    const across = arranged(count, width, height, answer), w = width / across, h = height / Math.ceil(count / across), n = answer.rows * answer.columns;
    let lo = Infinity, hi = -Infinity;
    for (const v of answer.values) { if (v < lo) lo = v; if (v > hi) hi = v; }
    part("span").textContent = `${format(lo, 3)} to ${format(hi, 3)}`;
    const shade = (t) => ramp(flat ? 0.7 * t : t, look.dark); // numbers are written on flat ones
    ctx.font = `12px ${look.font}`; ctx.textAlign = "center"; ctx.textBaseline = "middle";
    for (let k = 0; k < count; k++) {
      const left = (k % across) * w, top = Math.floor(k / across) * h;
      const one = cellBox(answer.rows, answer.columns, { left: left + 3, top: top + 3, width: w - 6, height: h - 6 });
      paintCells(ctx, one, answer.values.subarray(k * n, (k + 1) * n), [lo, hi], shade);
      ctx.strokeStyle = look.border; ctx.lineWidth = 1;
      ctx.strokeRect(one.left, one.top, one.right - one.left, one.bottom - one.top);
      ctx.fillStyle = look.ink;
      if (flat && one.size > 26) {
        const last = get("layer") === get("layers").length && count === TURN;
        if (last) ctx.fillText(`${k}:`, one.left + one.size / 2, one.top + one.size * 0.25);
        ctx.fillText(format(answer.values[k], 2), one.left + one.size / 2, one.top + one.size / 2);
      }
    }
  }

  function speak() {
    const shares = probabilities(get("layers"), answers()), answer = answers()[get("layer")] || answers()[0];
    const line = `The network says ${part("verdict").textContent}`;
    if (part("live").textContent !== line) part("live").textContent = line;
    pad.setAttribute("aria-label", `A pad of ${fine} × ${fine} cells, ${cellsOf(get("drawing")).reduce((a, b) => a + b, 0)} of them inked`);
    bars.setAttribute("aria-label", `Probabilities: ${shares.map((p, k) => `${k}: ${percent(p)}`).join(", ")}`);
    maps.setAttribute("aria-label", `${shape(answer)}, values from ${part("span").textContent}`);
  }

  const redraw = () => { stale = true; loop.soon(); };
  return live([loop, voice], redraw, [
    [["drawing", "ink", "layers"], () => { fresh = null; loop.soon(); }],
    [["numbers"], () => { weights = float32s(get("numbers")); fresh = null; loop.soon(); }],
    [["layer", "pen", "message"], loop.soon],
  ]);
}

export default { render };
