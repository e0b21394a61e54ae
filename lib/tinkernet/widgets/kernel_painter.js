import { announcer, clamp, format, numbers, painter, ramp, theme } from "./tinker.js";
import { add, choice, comparison, dragNumber, frame, handle, keepKeys, wholeFrom } from "./controls.js";
import { cellValue, correlate, extent, maxPooled, placesAlong, shifted } from "./convolution.js";
import { PRESETS, presetOf, resized, shiftWords } from "./kernel_presets.js";
import { cellAt, cellBox, crossCell, fit, frameCells, greys, paintCells } from "./cells.js";
import { cellsOf, drawable } from "./drawing.js";

// KernelPainter: the picture on the left, the kernel on what it sees in the middle, the feature map on the right.

const SIDE = 16, FAR = 4;
const PAGE = `
  <div class="tinker-views">
    <div><div class="tinker-heading">Picture, 0 black to 1 white</div><div class="tinker-row tinker-which"></div>
      <div><canvas role="img"></canvas></div><div class="tinker-row tinker-moves"></div></div>
    <div><div class="tinker-heading">Kernel: drag its numbers, or type</div><div class="tinker-row tinker-preset"></div>
      <div class="tinker-row tinker-steps"></div><div class="tinker-weights"></div>
      <div>picture × kernel = product<canvas class="tinker-inside" role="img"></canvas></div><p class="tinker-terms"></p></div>
    <div><div class="tinker-heading">Feature map <span class="tinker-span"></span></div><div class="tinker-row tinker-pool"></div>
      <div><canvas role="img"></canvas></div></div>
  </div>
  <p class="tinker-message"></p><p class="tinker-terms">No flip: the kernel lies on the picture as you see it, as in PyTorch's conv2d (cross-correlation).</p>
  <div class="tinker-live" aria-live="polite"></div>`;
const STATE = ["kernel", "stride", "padding", "picture", "pooling", "shift", "place", "drawing"];

function render({ model, el }) {
  const get = (name) => model.get(name), loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const digits = numbers(get("digits")), photograph = numbers(get("photograph"));
  const { root, part, refresh, live } = frame(model, el, PAGE, STATE, change, {
    kernel: (v) => [3, 5].includes(v?.length) && v.every((row) => row?.length === v.length && row.every(Number.isFinite)),
    stride: wholeFrom(1, 3), padding: wholeFrom(0, 2), picture: (v) => v in pictures,
    drawing: (v) => new RegExp(`^[0-9a-f]{${SIDE * SIDE / 4}}$`).test(v),
  });
  const [left, inside, right] = root.querySelectorAll("canvas");
  let look, boxes = {}, stale = true, fresh = null, hover = null, rubs = false;

  function change(values) { fresh = null; loop.put(values); yours.soon(); }
  const pictures = Object.fromEntries([...Array.from({ length: 10 }, (_, k) => [`digit ${k}`, `digit ${k}, 8 × 8`]),
    ["photograph", "photograph, 40 × 60"], ["drawing", `draw it yourself, ${SIDE} × ${SIDE}`]]);
  const chosen = [
    [choice(part("which"), "Picture", Object.entries(pictures), (picture) => change({ picture, shift: [0, 0] })), () => get("picture")],
    [choice(part("preset"), "Preset", [...Object.entries(PRESETS).map(([name, [words]]) => [name, words]), ["own", "your own"]],
      (name) => { if (name === "own") loop.soon(); else change({ kernel: PRESETS[name][1](get("kernel").length) }); }), () => presetOf(get("kernel"))],
    [choice(part("steps"), "Size", [[3, "3 × 3"], [5, "5 × 5"]], (size) => change({ kernel: resized(get("kernel"), Number(size)) })), () => get("kernel").length],
    [choice(part("steps"), "Stride", [1, 2, 3].map((n) => [n, n]), (n) => change({ stride: Number(n) })), () => get("stride")],
    [choice(part("steps"), "Padding", [0, 1, 2].map((n) => [n, n]), (n) => change({ padding: Number(n) })), () => get("padding")],
    [choice(part("pool"), "Pooling", [["none", "none"], ["max", "2 × 2 max-pooling"]], (pooling) => change({ pooling })), () => get("pooling")],
  ];
  const button = (text, label, act) => {
    const one = keepKeys(add(part("moves"), "button", { type: "button", textContent: text }));
    one.setAttribute("aria-label", label);
    one.addEventListener("click", act);
    return one;
  };
  add(part("moves"), "span", { textContent: "Shift" });
  for (const [text, way, down, by] of [["←", "left", 0, -1], ["↑", "up", -1, 0], ["↓", "down", 1, 0], ["→", "right", 0, 1]]) {
    button(text, `Shift the picture ${way}`, () => change({ shift: get("shift").map((v, k) => clamp(v + [down, by][k], [-FAR, FAR])) }));
  }
  button("Back", "Shift the picture back", () => change({ shift: [0, 0] }));
  const rubber = button("Rubber", "Rubber", () => { rubs = !rubs; rubber.setAttribute("aria-pressed", rubs); });
  rubber.setAttribute("aria-pressed", false);
  const clear = button("Clear", "Clear the drawing", () => change({ drawing: "0".repeat(SIDE * SIDE / 4) }));

  let fields = [];
  function makeFields(size) {
    part("weights").replaceChildren();
    part("weights").style.gridTemplateColumns = `repeat(${size}, minmax(0, 1fr))`;
    fields = Array.from({ length: size * size }, (_, at) => dragNumber(part("weights"),
      `Kernel, row ${Math.floor(at / size) + 1}, column ${at % size + 1}`, { range: [-10, 10] },
      (v) => change({ kernel: get("kernel").map((row, k) => row.map((w, l) => (k * size + l === at ? v : w))) })));
  }

  /** The picture, its map, and the map before it was shifted; worked out when something has changed. */
  function worked() {
    if (fresh) return fresh;
    const name = get("picture"), whole = name === "drawing" ? { rows: SIDE, columns: SIDE, values: cellsOf(get("drawing")) }
      : name === "photograph" ? { rows: 40, columns: 60, values: photograph } : { rows: 8, columns: 8, values: digits.subarray(64 * name.slice(6), 64 * name.slice(6) + 64) };
    const picture = shifted(whole, ...get("shift")), settings = [get("kernel"), get("stride"), get("padding")];
    const map = correlate(picture, ...settings);
    fresh = { picture, map, before: get("shift").some(Boolean) ? correlate(whole, ...settings) : map };
    return fresh;
  }
  /** Row and column of the map that is looked at. */
  const spot = () => { const { map } = worked(); return (hover || get("place")).map((v, k) => clamp(v, [0, (k ? map.columns : map.rows) - 1])); };
  const placeAt = (px, py) => { // of a patch's middle, in pixels
    const { picture } = worked(), s = get("stride"), p = get("padding"), size = get("kernel").length, { left: x, top: y, size: cell } = boxes.picture;
    return [[py - y, picture.rows], [px - x, picture.columns]].map(([v, n]) => clamp(Math.round((v / cell - size / 2 + p) / s), [0, placesAlong(n, size, s, p) - 1]));
  };
  const patch = handle(left, {
    text: "Kernel on the picture", at: () => {
      if (!boxes.picture) return [0, 0];
      const now = hover; hover = null; // the handle stays where it was put
      const at = spot(), s = get("stride"), { left: x, top: y, size } = boxes.picture; hover = now;
      return [x, y].map((from, k) => from + size * (s * at[1 - k] - get("padding") + get("kernel").length / 2));
    },
    say: () => { const [i, j] = spot(); return `row ${i + 1}, column ${j + 1} of the map: ${format(cellValue(worked().map, i, j))}`; },
    moved: (px, py) => { hover = null; loop.put({ place: placeAt(px, py) }); },
  });
  patch.addEventListener("keydown", (e) => { // before the handle's own, which moves by pixels
    const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[e.key];
    if (!way) return;
    e.preventDefault(); e.stopImmediatePropagation();
    const { map } = worked(), far = e.shiftKey ? 5 : 1;
    hover = null;
    loop.put({ place: spot().map((v, k) => clamp(v + far * way[k], [0, (k ? map.columns : map.rows) - 1])) });
  }, true);
  const drawing = () => get("picture") === "drawing";
  const pen = drawable(left, {
    side: SIDE, radius: 0.7, get, put: (values) => (values.drawing ? change(values) : loop.put(values)), ink: () => !rubs, active: drawing,
    box: () => boxes.picture && moved(boxes.picture, ...get("shift")),
  });
  /** The box of the cells as they were before the shift. */
  const moved = (box, down, over) => ({ ...box, left: box.left + over * box.size, top: box.top + down * box.size });
  for (const [canvas, at] of [[left, (x, y) => (!drawing() && cellAt(boxes.picture, x, y) ? placeAt(x, y) : null)], [right, (x, y) => cellAt(boxes.map, x, y)]]) {
    canvas.addEventListener("pointermove", (e) => { if (boxes.picture) { hover = at(e.offsetX, e.offsetY); loop.soon(); } });
    canvas.addEventListener("pointerleave", () => { hover = null; loop.soon(); });
    canvas.addEventListener("click", (e) => { const to = boxes.picture && at(e.offsetX, e.offsetY); if (to) { hover = null; loop.put({ place: to }); } });
  }

  const extra = {};
  /** A further picture beside the others, there while it is wanted. */
  function further(name, words, wanted) {
    if (wanted && !extra[name]) {
      const around = add(right.parentElement.parentElement, "div"); // below the map
      add(around, "div", { className: "tinker-heading", textContent: words });
      extra[name] = { around, canvas: add(around, "canvas") };
      extra[name].canvas.setAttribute("role", "img");
    } else if (!wanted && extra[name]) {
      extra[name].around.remove();
      delete extra[name];
    }
    return extra[name]?.canvas;
  }
  /** The student's map with its marks, if it is one of the map on the screen. */
  function given() {
    const { map } = worked(), all = get("theirs").byteLength ? numbers(get("theirs")) : [];
    const [rows, columns] = get("theirs_shape"), fits = all.length && rows === map.rows && columns === map.columns;
    return fits ? { rows, columns, values: all.subarray(0, rows * columns), wrong: all.subarray(rows * columns) } : null;
  }

  function paint() {
    const kernel = get("kernel"), { map, before } = worked();
    for (const [show, value] of chosen) show(value());
    if (fields.length !== kernel.length ** 2) makeFields(kernel.length);
    kernel.flat().forEach((v, k) => fields[k].show(v));
    for (const one of [pen, rubber, clear]) one.hidden = !drawing();
    refresh();
    const range = extent(map.values), pooled = get("pooling") === "max";
    part("span").textContent = `${format(range[0], 3)} black to ${format(range[1], 3)} white`;
    part("message").textContent = get("message") || shiftWords(before, map, get("shift"), get("stride"), pooled);
    voice.soon();
    const pool = further("pooled", "After 2 × 2 max-pooling", pooled), mine = given(), their = further("theirs", "Yours; × where it differs", mine);
    if (!left.clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) { look = theme(root); stale = false; }
    paintLeft();
    paintInside(kernel);
    const [i, j] = spot();
    boxes.map = paintMap(right, map, range, [i, j]);
    if (pool) paintMap(pool, maxPooled(map), range, [i >> 1, j >> 1]);
    if (their) {
      const box = paintMap(their, mine, range, [i, j]), ctx = their.getContext("2d");
      mine.wrong.forEach((is, k) => { if (is) crossCell(ctx, box, Math.floor(k / mine.columns), k % mine.columns, look); });
    }
    for (const one of [patch, pen]) one.refresh();
  }

  function paintLeft() {
    const { pen: ctx, width, height } = fit(left), { picture } = worked(), margin = get("padding"), s = get("stride"), size = get("kernel").length;
    const outer = cellBox(picture.rows + 2 * margin, picture.columns + 2 * margin, { left: 4, top: 4, width: width - 8, height: height - 8 });
    boxes.picture = { ...outer, ...picture, left: outer.left + margin * outer.size, top: outer.top + margin * outer.size,
      right: outer.right - margin * outer.size, bottom: outer.bottom - margin * outer.size };
    ctx.fillStyle = "black";
    ctx.fillRect(outer.left, outer.top, outer.right - outer.left, outer.bottom - outer.top);
    paintCells(ctx, boxes.picture, picture.values, [0, 1], greys);
    const { left: x, top: y, right: to, bottom } = boxes.picture;
    ctx.strokeStyle = "#8c8c8c"; ctx.lineWidth = 1;
    ctx.setLineDash(margin ? [5, 4] : []); // dashed, where the zeros of the padding begin
    ctx.strokeRect(x, y, to - x, bottom - y);
    ctx.setLineDash([]);
    frameCells(ctx, outer, ...spot().map((v) => v * s), size, size, look);
  }

  function paintInside(kernel) {
    const { pen: ctx, width, height } = fit(inside), { picture, map } = worked(), size = kernel.length, [i, j] = spot();
    const s = get("stride"), p = get("padding"), seen = (k, l) => cellValue(picture, s * i + k - p, s * j + l - p);
    const products = kernel.map((row, k) => row.map((w, l) => w * seen(k, l))), [lo, hi] = extent(products.flat());
    const w = width / size, h = height / size, font = Math.min(14, h / 3.4, w / 4.4);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    products.forEach((row, k) => row.forEach((product, l) => {
      const x = l * w, y = k * h;
      ctx.fillStyle = `rgb(${ramp(hi > lo ? 0.7 * (product - lo) / (hi - lo) : 0, look.dark)})`;
      ctx.fillRect(x + 1, y + 1, w - 2, h - 2);
      ctx.fillStyle = look.ink;
      [format(seen(k, l), 2), `× ${format(kernel[k][l], 3)}`, `= ${format(product, 2)}`].forEach((words, line) => {
        ctx.font = `${line === 2 ? "bold " : ""}${font}px ${look.font}`;
        ctx.fillText(words, x + w / 2, y + h * (0.2 + 0.3 * line), w - 4);
      });
    }));
    const terms = products.flat().map((v, k) => `${v < 0 ? "−" : k ? "+" : ""} ${format(Math.abs(v), 2)}`).join(" ").trim();
    part("terms").textContent = `Sum: ${terms} = ${format(map.values[i * map.columns + j], 3)}, row ${i + 1}, column ${j + 1} of the map.`;
  }

  function paintMap(canvas, map, range, [i, j]) {
    const { pen: ctx, width, height } = fit(canvas);
    const box = cellBox(map.rows, map.columns, { left: 4, top: 4, width: width - 8, height: height - 8 });
    paintCells(ctx, box, map.values, range, greys);
    ctx.strokeStyle = "#8c8c8c"; ctx.lineWidth = 1;
    ctx.strokeRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    if (i < map.rows && j < map.columns) frameCells(ctx, box, i, j, 1, 1, look);
    return box;
  }

  function speak() {
    const { picture, map } = worked(), [lo, hi] = extent(map.values).map((v) => format(v, 3)), sum = part("terms").textContent;
    const line = `Feature map from ${lo} to ${hi}. ${sum}`;
    if (part("live").textContent !== line) part("live").textContent = line;
    left.setAttribute("aria-label", `${get("picture")}, ${picture.rows} × ${picture.columns} cells, with the kernel on it`);
    inside.setAttribute("aria-label", `What the kernel sees, times the kernel. ${sum}`);
    right.setAttribute("aria-label", `Feature map of ${map.rows} × ${map.columns} cells from ${lo} to ${hi}`);
    extra.pooled?.canvas.setAttribute("aria-label", `The largest of every 2 × 2 cells of the map, ${map.rows >> 1} × ${map.columns >> 1}`);
    extra.theirs?.canvas.setAttribute("aria-label", `Your feature map; ${get("yours")}`);
  }

  const anew = () => { fresh = null; loop.soon(); }, redraw = () => { stale = true; loop.soon(); };
  return live([loop, voice, yours], redraw, [
    [["kernel", "stride", "padding", "picture", "shift", "drawing"], anew],
    [["kernel", "stride", "padding", "picture", "shift", "drawing"], yours.soon],
    [["pooling", "place", "pen", "message", "yours", "theirs"], loop.soon],
  ]);
}

export default { render };
