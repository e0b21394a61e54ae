import {
  announcer, clamp, format, numbers, padded, painter, ramp, scale, slider, theme, ticks, unique,
} from "./tinker.js";
import { add, choice, comparison, dragNumber, frame, handle, keepKeys } from "./controls.js";
import { fit } from "./cells.js";

// MotifScanner: the score of every window above the letters, and the kernel on the window's letters below.

const BASES = "ACGT";

/** The kernel that asks for a motif: a 1 for each of its letters. */
export const kernelOf = (motif) => [...motif].map((letter) => [...BASES].map((base) => Number(base === letter)));

/** The motif that such a kernel asks for, or "" for any other kernel. */
export function motifOf(kernel) {
  const one = kernel.every((row) => row.filter((v) => v === 1).length === 1 && row.filter((v) => v === 0).length === 3);
  return one ? kernel.map((row) => BASES[row.indexOf(1)]).join("") : "";
}

/** The kernel's score of every window; one-hot letters pick one weight of each place. */
export function scan(sequence, kernel) {
  const letters = [...sequence].map((letter) => BASES.indexOf(letter)), scores = new Float64Array(letters.length - kernel.length + 1);
  for (let i = 0; i < scores.length; i++) {
    for (let j = 0; j < kernel.length; j++) scores[i] += kernel[j][letters[i + j]];
  }
  return scores;
}

/** A kernel of another width: cut at its end, or filled up with zeros. */
export const widened = (kernel, width) => Array.from({ length: width }, (_, j) => kernel[j] || [0, 0, 0, 0]);

/** What max-pooling over the whole sequence says, in words. */
export function foundWords(sequence, kernel, scores, threshold) {
  const best = Math.max(...scores), at = scores.indexOf(best), over = scores.filter((v) => v >= threshold).length;
  const found = over ? `so it is there${over > 1 ? `, in ${over} windows` : ""}` : "so it is not there";
  return `Is it anywhere? The largest score is ${format(best)}, at letter ${at + 1} (${sequence.slice(at, at + kernel.length)}), `
    + `${over ? "at or above" : "below"} the threshold ${format(threshold)}: ${found}. That is max-pooling over the whole sequence. As a neuron: bias b = ${format(-threshold)}.`;
}

const PAGE = `
  <div class="tinker-row tinker-which"></div>
  <div class="tinker-row tinker-typed"></div>
  <div class="tinker-heading">Score of the window that begins at each letter<span class="tinker-marks"></span></div>
  <div><canvas class="tinker-track" role="img"></canvas></div>
  <div class="tinker-sliders"></div>
  <div class="tinker-heading">The kernel on the letters of the window: drag its numbers, or type</div>
  <div class="tinker-letters"></div><p class="tinker-terms"></p>
  <p class="tinker-message"></p><div class="tinker-live" aria-live="polite"></div>`;
const NAMES = ["kernel", "threshold", "sequence", "place"];
const LETTERS = /^[ACGT]{8,100}$/, MOTIF = /^[ACGT]{3,8}$/;

function render({ model, el }) {
  const get = (name) => model.get(name), loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const { root, part, refresh, live } = frame(model, el, PAGE, NAMES, change, {
    kernel: (v) => Array.isArray(v) && v.length > 2 && v.length < 9 && v.every((row) => row?.length === 4 && row.every(Number.isFinite)),
    sequence: (v) => LETTERS.test(v),
  });
  const canvas = root.querySelector("canvas"), sequences = get("sequences"), from = { left: 40, right: 10 };
  let look, stale = true, fresh = null, hover = null, box = null;

  function change(values) { fresh = null; loop.put(values); yours.soon(); }
  const scores = () => { fresh ||= scan(get("sequence"), get("kernel")); return fresh; };
  const inside = (i) => clamp(i, [0, scores().length - 1]);
  const spot = () => inside(hover ?? get("place"));

  const options = sequences.map((_, k) => [String(k), `${k + 1}, ${k < 2 ? "with" : "without"} the motif`]);
  const chosen = [
    [choice(part("which"), "Sequence", [...options, ["own", "your own"]], (k) => { if (k === "own") loop.soon(); else change({ sequence: sequences[k] }); }),
      () => (sequences.includes(get("sequence")) ? String(sequences.indexOf(get("sequence"))) : "own")],
    [choice(part("which"), "Width of the kernel", [3, 4, 5, 6, 7, 8].map((n) => [n, n]), (n) => change({ kernel: widened(get("kernel"), Number(n)) })), () => get("kernel").length],
  ];
  /** A field for letters; what does not fit is refused in a sentence. */
  function letters(parent, text, size, fits, wanted, put) {
    const id = unique();
    add(parent, "label", { htmlFor: id, textContent: text });
    const field = keepKeys(add(parent, "input", { type: "text", id, size, spellcheck: false }));
    field.style.cssText = "min-width: 0; max-width: 100%; font-family: monospace";
    field.addEventListener("change", () => {
      const typed = field.value.toUpperCase().replace(/\s/g, "");
      complaint.textContent = fits.test(typed) ? "" : `${text}: ${wanted} of the letters A, C, G and T.`;
      if (fits.test(typed)) put(typed);
    });
    field.addEventListener("blur", () => { complaint.textContent = ""; loop.soon(); });
    let shown = null;
    return (value) => { // not over what is being typed
      if (document.activeElement !== field || value !== shown) field.value = value;
      shown = value;
    };
  }
  const showMotif = letters(part("which"), "Motif", 9, MOTIF, "3 to 8", (motif) => change({ kernel: kernelOf(motif), threshold: motif.length - 0.5 }));
  const showSequence = letters(part("typed"), "Letters", 44, LETTERS, "8 to 100", (sequence) => change({ sequence }));
  const complaint = add(part("typed"), "span", { className: "tinker-complaint" });
  const showThreshold = slider(part("sliders"), "Threshold", (threshold) => change({ threshold }));

  let fields = [], heads = [], shares = [];
  function makeFields(width) {
    const grid = part("letters"), cell = (textContent) => add(grid, "span", { textContent });
    grid.replaceChildren();
    grid.style.gridTemplateColumns = `3.2em repeat(${width}, minmax(0, 4.6em))`;
    cell("letter");
    heads = Array.from({ length: width }, () => add(grid, "b"));
    fields = [...BASES].map((base, b) => {
      cell(base);
      return Array.from({ length: width }, (_, j) => dragNumber(grid, `Kernel, ${base} at place ${j + 1}`, { range: [-10, 10] },
        (v) => change({ kernel: get("kernel").map((row, k) => (k === j ? row.map((w, c) => (c === b ? v : w)) : row)) })));
    });
    cell("adds");
    shares = Array.from({ length: width }, () => add(grid, "b"));
  }

  const window_ = handle(canvas, {
    text: "Window", at: () => (box ? [box.sx.to(inside(get("place")) + get("kernel").length / 2), box.bottom + 36] : [0, 0]),
    say: () => { const i = inside(get("place")); return `letter ${i + 1}, ${get("sequence").slice(i, i + get("kernel").length)}: score ${format(scores()[i])}`; },
    moved: (px) => { hover = null; loop.put({ place: inside(Math.round(box.sx.from(px) - get("kernel").length / 2)) }); },
  });
  window_.addEventListener("keydown", (e) => { // before the handle's own, which moves by pixels
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 1, ArrowDown: -1 }[e.key];
    if (!way) return;
    e.preventDefault(); e.stopImmediatePropagation();
    hover = null;
    loop.put({ place: inside(inside(get("place")) + way * (e.shiftKey ? 5 : 1)) });
  }, true);
  const under = (e) => (box && e.offsetX > box.left ? inside(Math.floor(box.sx.from(e.offsetX))) : null);
  canvas.addEventListener("pointermove", (e) => { hover = under(e); loop.soon(); });
  canvas.addEventListener("pointerleave", () => { hover = null; loop.soon(); });
  canvas.addEventListener("click", (e) => { const place = under(e); if (place !== null) { hover = null; loop.put({ place }); } });

  function paint() {
    const kernel = get("kernel"), sequence = get("sequence"), i = spot(), flat = kernel.flat();
    for (const [show, value] of chosen) show(value());
    showMotif(motifOf(kernel));
    showSequence(sequence);
    showThreshold(get("threshold"), [-10, 10]);
    if (heads.length !== kernel.length) makeFields(kernel.length);
    refresh();
    part("message").textContent = get("message") || foundWords(sequence, kernel, scores(), get("threshold"));
    voice.soon();
    if (!canvas.clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) { look = theme(root); stale = false; }
    const [lo, hi] = [Math.min(...flat), Math.max(...flat)];
    kernel.forEach((row, j) => {
      const letter = BASES.indexOf(sequence[i + j]);
      heads[j].textContent = sequence[i + j];
      shares[j].textContent = format(row[letter], 3);
      row.forEach((v, b) => {
        const field = fields[b][j];
        field.show(v);
        field.style.background = `rgb(${ramp(hi > lo ? 0.6 * (v - lo) / (hi - lo) : 0, look.dark)})`;
        field.classList.toggle("tinker-lit", b === letter);
      });
    });
    const terms = shares.map((one, j) => (j && !one.textContent.startsWith("−") ? `+ ${one.textContent}` : one.textContent.replace("−", "− "))).join(" ");
    part("terms").textContent = `Score at letter ${i + 1}, ${sequence.slice(i, i + kernel.length)}: ${terms} = ${format(scores()[i])}`;
    paintTrack(sequence, kernel.length, i);
    window_.refresh();
  }

  function paintTrack(sequence, wide, i) {
    const { pen: ctx, width, height } = fit(canvas), all = scores(), threshold = get("threshold");
    const [lo, hi] = padded([0, threshold, ...all], 0.08);
    box = { left: from.left, right: width - from.right, top: 18, bottom: height - 52 };
    box.sx = scale(0, sequence.length, box.left, box.right);
    const sy = scale(lo, hi, box.bottom, box.top), cell = (box.right - box.left) / sequence.length, zero = sy.to(0);
    ctx.fillStyle = look.ink; ctx.strokeStyle = look.border; ctx.lineWidth = 1;
    ctx.font = `12px ${look.font}`; ctx.textAlign = "right"; ctx.textBaseline = "middle";
    ctx.beginPath();
    for (const v of ticks(lo, hi, 4)) { ctx.fillText(format(v), box.left - 6, sy.to(v)); ctx.moveTo(box.left, sy.to(v)); ctx.lineTo(box.right, sy.to(v)); }
    ctx.stroke();
    const best = all.indexOf(Math.max(...all));
    all.forEach((v, k) => { // filled where at or above the threshold, else outlined: to be told apart without colour
      const x = box.left + k * cell + 1, top = Math.min(zero, sy.to(v)), tall = Math.max(1, Math.abs(sy.to(v) - zero));
      ctx.fillStyle = v >= threshold ? look.ink : look.points; ctx.globalAlpha = v >= threshold ? 1 : 0.55;
      ctx.fillRect(x, top, Math.max(1, cell - 2), tall);
      ctx.globalAlpha = 1;
    });
    ctx.strokeStyle = look.ink; ctx.fillStyle = look.ink; ctx.lineWidth = 1;
    ctx.beginPath(); ctx.moveTo(box.left, zero); ctx.lineTo(box.right, zero); ctx.stroke();
    ctx.setLineDash([6, 4]); ctx.lineWidth = 2;
    ctx.beginPath(); ctx.moveTo(box.left, sy.to(threshold)); ctx.lineTo(box.right, sy.to(threshold)); ctx.stroke();
    ctx.setLineDash([]);
    ctx.textAlign = "right";
    ctx.fillText("threshold", box.right, sy.to(threshold) - 9);
    const x = box.left + (best + 0.5) * cell, y = sy.to(Math.max(0, all[best]));
    ctx.beginPath(); ctx.moveTo(x, y - 2); ctx.lineTo(x - 5, y - 10); ctx.lineTo(x + 5, y - 10); ctx.fill();
    const theirs = get("theirs").byteLength ? numbers(get("theirs")) : [];
    const compared = theirs.length === 2 * all.length, differs = compared && theirs.subarray(all.length).some(Boolean);
    part("marks").textContent = differs ? "; × is yours, where it differs" : "";
    if (compared) all.forEach((_, k) => { if (theirs[all.length + k]) cross(ctx, box.left + (k + 0.5) * cell, clamp(sy.to(theirs[k]), [box.top, box.bottom])); });
    ctx.font = `${Math.min(18, cell * 1.25)}px monospace`; ctx.textAlign = "center";
    [...sequence].forEach((letter, k) => {
      ctx.fillStyle = look.ink;
      ctx.globalAlpha = k >= i && k < i + wide ? 1 : 0.75;
      ctx.fillText(letter, box.left + (k + 0.5) * cell, box.bottom + 15);
    });
    ctx.globalAlpha = 1;
    ctx.lineWidth = 2.5;
    ctx.strokeRect(box.left + i * cell, box.bottom + 4, wide * cell, 21);
    ctx.lineWidth = 1.5; // from the window to its score
    ctx.strokeRect(box.left + i * cell, Math.min(zero, sy.to(all[i])) - 1, cell, Math.abs(sy.to(all[i]) - zero) + 2);
  }
  function cross(ctx, x, y) {
    ctx.strokeStyle = look.ink; ctx.lineWidth = 2;
    ctx.beginPath(); ctx.moveTo(x - 4, y - 4); ctx.lineTo(x + 4, y + 4); ctx.moveTo(x + 4, y - 4); ctx.lineTo(x - 4, y + 4); ctx.stroke();
  }

  function speak() {
    const line = `${part("terms").textContent}. ${part("message").textContent}`;
    if (part("live").textContent !== line) part("live").textContent = line;
    canvas.setAttribute("aria-label", `Scores of ${scores().length} windows along ${get("sequence")}. ${part("message").textContent}`);
  }

  const anew = () => { fresh = null; loop.soon(); yours.soon(); }, redraw = () => { stale = true; loop.soon(); };
  return live([loop, voice, yours], redraw, [
    [["kernel", "sequence"], anew],
    [["threshold", "place", "message", "yours", "theirs"], loop.soon],
  ]);
}

export default { render };
