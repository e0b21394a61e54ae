import { announcer, clamp, format, numbers, painter, scale, slider, theme, ticks } from "./tinker.js";
import { choice, comparison, frame, handle, numberFrom, wholeFrom } from "./controls.js";

// SoftmaxTinker: a row a class, with its logit, its probability and its gradient in three panels.

/** exp(z / T), as shares that sum to 1; the largest is taken away first, so that nothing overflows. */
export function softmax(z, T) {
  const top = Math.max(...z), powers = z.map((v) => Math.exp((v - top) / T));
  const sum = powers.reduce((s, v) => s + v, 0);
  return powers.map((v) => v / sum);
}

/** -log p of the true class, finite even where p itself rounds to 0. */
export function crossEntropy(z, truth, T) {
  const top = Math.max(...z);
  return Math.log(z.reduce((s, v) => s + Math.exp((v - top) / T), 0)) - (z[truth] - top) / T;
}

/** d loss / d logit = (p - onehot) / T. */
export const slopes = (p, truth, T) => p.map((v, k) => (v - (k === truth ? 1 : 0)) / T);

const LIMIT = 4, TEMPERATURES = [0.1, 5];
const PAGE = `
  <div class="tinker-views">
    <div>Logits z: drag the ends of the bars<canvas role="img"></canvas></div>
    <div><span class="tinker-legend"></span><canvas role="img"></canvas></div>
    <div>Slopes: (p − 1) / T for ★, else p / T<canvas role="img"></canvas></div></div>
  <div class="tinker-sliders"></div>
  <div class="tinker-buttons"><span class="tinker-number"></span></div>
  <p class="tinker-message"></p><div class="tinker-live" aria-live="polite"></div>`;

function render({ model, el }) {
  const get = (name) => model.get(name), names = get("names");
  const loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const { root, part, refresh, live } = frame(model, el, PAGE, ["logits", "truth", "temperature"], (values) => change(possible(values)),
    { truth: wholeFrom(0, get("logits").length - 1), temperature: numberFrom(0.1, 5) });
  const canvases = [...root.querySelectorAll("canvas")];
  let panels, look, limit = LIMIT, stale = true;

  function change(values) { loop.put(values); yours.soon(); }
  const redraw = () => { stale = true; loop.soon(); };
  const setLogit = (k, v) => change({ logits: get("logits").map((u, i) => (i === k ? v : u)) });

  /** What a typed state says, where the widget can show it. */
  function possible(values) {
    const sane = { ...values };
    if ("temperature" in sane) sane.temperature = clamp(sane.temperature, TEMPERATURES);
    if ("truth" in sane) sane.truth = clamp(Math.round(sane.truth), [0, names.length - 1]);
    return sane;
  }

  const controls = names.map((name, k) => {
    const show = slider(part("sliders"), `Logit of ${name}`, (v) => setLogit(k, v));
    return () => show(get("logits")[k], [-limit, limit]);
  });
  const warmth = slider(part("sliders"), "Temperature T", (temperature) => change({ temperature }));
  controls.push(() => warmth(get("temperature"), TEMPERATURES));
  const chosen = choice(part("sliders"), "True class ★", names.map((name, k) => [k, name]), (k) => change({ truth: Number(k) }));

  const handles = names.map((name, k) => {
    const dot = handle(canvases[0], {
      text: `Logit of ${name}`,
      at: () => (panels ? [panels[0].sx.to(get("logits")[k]), panels[0].middle(k)] : [0, 0]),
      say: () => `logit of ${name} = ${format(get("logits")[k], 3)}`,
      moved: (px) => setLogit(k, Number(clamp(panels[0].sx.from(px), [-limit, limit]).toFixed(3))),
    });
    dot.addEventListener("keydown", (e) => { // up and down as well: the handle itself knows only sideways
      const way = { ArrowUp: 1, ArrowDown: -1 }[e.key];
      if (way) setLogit(k, clamp(Number((get("logits")[k] + way * (e.shiftKey ? 1 : 0.1)).toFixed(6)), [-limit, limit]));
    });
    return dot;
  });

  function prepare() {
    look = theme(root);
    const ratio = devicePixelRatio || 1;
    panels = canvases.map((canvas) => {
      const width = canvas.clientWidth, height = canvas.clientHeight, ctx = canvas.getContext("2d");
      canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.font = `bold 13px ${look.font}`;
      const words = Math.min(width * 0.3, Math.max(...names.map((name) => ctx.measureText(`★ ${name}`).width)));
      const box = { left: words + 16, right: width - 66, top: 6, bottom: height - 42 }, row = (box.bottom - box.top) / names.length;
      return { ctx, width, height, box, words, row, middle: (k) => box.top + (k + 0.5) * row };
    });
    stale = false;
  }

  function paint() {
    const z = get("logits"), T = get("temperature"), truth = get("truth");
    const reach = Math.max(...z.map(Math.abs));
    if (reach > limit) limit = Math.ceil(reach); // only Python puts a logit so far out
    for (const show of controls) show();
    chosen(truth);
    refresh();
    const p = softmax(z, T), loss = crossEntropy(z, truth, T), given = numbers(get("given"));
    const best = p.indexOf(Math.max(...p)), name = names[truth];
    part("number").textContent = `Cross-entropy = −log p(${name}) = ${p[truth] ? `−log ${format(p[truth])} = ` : ""}${format(loss)}`;
    part("message").textContent = get("message") || (best === truth
      ? `The answer is ${name}, and that is right; the loss falls further the closer its probability comes to 1.`
      : `The answer is ${names[best]} with ${format(p[best], 3)}, but ${name} is right and has only ${format(p[truth], 3)}: raise its logit.`);
    part("legend").textContent = `Probabilities p = softmax(z / T)${given.length ? "; ◆ yours" : ""}`;
    voice.soon();
    if (!canvases[0].clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) prepare();
    const steepest = Math.max(1, 1 / T);
    paintPanel(panels[0], z, [-limit, limit], "logit z", []);
    paintPanel(panels[1], p, [0, 1], "probability p", given);
    paintPanel(panels[2], slopes(p, truth, T), [-steepest, steepest], "d loss / d z", []);
    for (const one of handles) one.refresh();
  }

  function paintPanel(panel, values, [lo, hi], label, given) {
    const { ctx, width, height, box, words, row, middle } = panel, truth = get("truth"), thick = Math.min(30, row * 0.55);
    const sx = panel.sx = scale(lo, hi, box.left, box.right);
    ctx.clearRect(0, 0, width, height);
    ctx.strokeStyle = look.border; ctx.fillStyle = look.ink; ctx.lineWidth = 1;
    ctx.font = `12px ${look.font}`; ctx.textAlign = "center";
    ctx.beginPath();
    for (const v of ticks(lo, hi, 4)) {
      ctx.moveTo(sx.to(v), box.top); ctx.lineTo(sx.to(v), box.bottom + 5);
      ctx.fillText(format(v), sx.to(v), box.bottom + 18);
    }
    ctx.stroke();
    ctx.font = `13px ${look.font}`;
    ctx.fillText(label, (box.left + box.right) / 2, height - 6);
    values.forEach((v, k) => {
      const y = middle(k), from = sx.to(0), to = sx.to(clamp(v, [lo, hi])), left = Math.min(from, to), wide = Math.max(1, Math.abs(to - from));
      ctx.font = `${k === truth ? "bold " : ""}13px ${look.font}`;
      ctx.fillStyle = look.ink; ctx.textAlign = "left";
      ctx.fillText(k === truth ? `★ ${names[k]}` : names[k], 2, y + 4, words);
      ctx.textAlign = "right";
      ctx.fillText(format(v, 3), width - 4, y + 4, 56);
      ctx.fillStyle = k === truth ? look.paper : look.points;
      ctx.fillRect(left, y - thick / 2, wide, thick);
      if (k === truth) hatch(ctx, left, y - thick / 2, wide, thick);
      if (k < given.length && Number.isFinite(given[k])) diamond(ctx, sx.to(clamp(given[k], [lo, hi])), y);
    });
    ctx.strokeStyle = look.ink; ctx.lineWidth = 1.5;
    ctx.beginPath(); ctx.moveTo(sx.to(0), box.top); ctx.lineTo(sx.to(0), box.bottom); ctx.stroke();
  }

  function hatch(ctx, left, top, wide, thick) {
    ctx.save();
    ctx.beginPath(); ctx.rect(left, top, wide, thick); ctx.clip();
    ctx.strokeStyle = look.ink; ctx.lineWidth = 2;
    ctx.beginPath();
    for (let x = Math.floor(left / 8) * 8 - 40; x < left + wide + 8; x += 8) { ctx.moveTo(x, top + thick); ctx.lineTo(x + thick, top); }
    ctx.stroke();
    ctx.lineWidth = 3;
    ctx.strokeRect(left, top, wide, thick);
    ctx.restore();
  }

  function diamond(ctx, x, y) {
    ctx.beginPath();
    ctx.moveTo(x, y - 7); ctx.lineTo(x + 6, y); ctx.lineTo(x, y + 7); ctx.lineTo(x - 6, y); ctx.closePath();
    ctx.fillStyle = look.ink; ctx.strokeStyle = look.paper; ctx.lineWidth = 2;
    ctx.stroke(); ctx.fill();
  }

  function speak() {
    const z = get("logits"), T = get("temperature"), truth = get("truth"), p = softmax(z, T);
    const listed = (values) => names.map((name, k) => `${name} ${format(values[k], 3)}`).join(", ");
    const line = `${part("number").textContent}, temperature ${format(T)}`;
    if (part("live").textContent !== line) part("live").textContent = line;
    canvases[0].setAttribute("aria-label", `Bars of the logits: ${listed(z)}; the true class is ${names[truth]}`);
    canvases[1].setAttribute("aria-label", `Bars of the probabilities: ${listed(p)}`);
    canvases[2].setAttribute("aria-label", `Bars of the gradients: ${listed(slopes(p, truth, T))}`);
  }

  return live([loop, voice, yours], redraw, [
    [["logits", "truth", "temperature", "message", "yours", "given"], loop.soon],
    [["logits", "truth", "temperature"], yours.soon],
  ]);
}

export default { render };
