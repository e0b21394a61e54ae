import { clamp } from "./tinker.js";
import { handle } from "./controls.js";

// Drawing on a square of cells, each inked or not, with a mouse, a finger or the keyboard.

/** The cells of a drawing's text, a hexadecimal digit for four cells, row by row from the top. */
export function cellsOf(text) {
  const cells = new Uint8Array(4 * text.length);
  for (let k = 0; k < cells.length; k++) cells[k] = (parseInt(text[k >> 2], 16) >> (3 - (k & 3))) & 1;
  return cells;
}

/** The text of a drawing. */
export function textOf(cells) {
  let text = "";
  for (let k = 0; k < cells.length; k += 4) text += (8 * cells[k] + 4 * cells[k + 1] + 2 * cells[k + 2] + cells[k + 3]).toString(16);
  return text;
}

/** The drawing after a round pen has gone straight from one place to another; places and radius in cells. */
export function penned(text, side, [x0, y0], [x1, y1], radius, ink = 1) {
  const cells = cellsOf(text), steps = Math.max(1, Math.ceil(2 * Math.hypot(x1 - x0, y1 - y0)));
  for (let step = 0; step <= steps; step++) {
    const x = x0 + step / steps * (x1 - x0), y = y0 + step / steps * (y1 - y0);
    for (let row = Math.floor(y - radius); row <= y + radius; row++) {
      for (let column = Math.floor(x - radius); column <= x + radius; column++) {
        const within = Math.hypot(column + 0.5 - x, row + 0.5 - y) <= radius || (Math.floor(x) === column && Math.floor(y) === row);
        if (within && row >= 0 && column >= 0 && row < side && column < side) cells[row * side + column] = ink;
      }
    }
  }
  return textOf(cells);
}

/**
 * A pen over a canvas. `box` gives where the cells lie; `get` and `put` read and change { drawing, pen }, where pen
 * is [column, row]; `ink` says whether it draws or rubs out. Dragging anywhere draws; with the keyboard the arrow
 * keys move the pen (Shift: four cells) and Space draws. Returns the pen's element, with refresh().
 */
export function drawable(canvas, { side, radius, box, get, put, ink, active = () => true }) {
  let hold = null;
  const middle = ([column, row]) => [column + 0.5, row + 0.5];
  const place = (px, py) => { const { left, top, size } = box(); return [(px - left) / size, (py - top) / size]; };
  const cellOf = (at) => at.map((v) => clamp(Math.floor(v), [0, side - 1]));
  const go = (from, to) => put({ drawing: penned(get("drawing"), side, from, to, radius, ink() ? 1 : 0), pen: cellOf(to) });
  const dot = handle(canvas, {
    text: "Pen", kind: "square",
    at: () => {
      if (!box()) return [0, 0];
      const { left, top, size } = box(), [x, y] = middle(get("pen"));
      return [left + x * size, top + y * size];
    },
    say: () => {
      const [column, row] = get("pen"), inked = cellsOf(get("drawing"))[row * side + column];
      return `row ${row + 1}, column ${column + 1}, ${inked ? "inked" : "empty"}; Space draws`;
    },
    moved: (px, py) => go(middle(get("pen")), place(px, py)),
  });
  dot.addEventListener("keydown", (e) => { // before the handle's own, which moves by pixels
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!way && e.key !== " ") return;
    e.preventDefault();
    e.stopImmediatePropagation();
    const now = get("pen"), far = e.shiftKey ? 4 : 1;
    if (!way) go(middle(now), middle(now));
    else put({ pen: now.map((v, k) => clamp(v + far * way[k], [0, side - 1])) });
  }, true);
  canvas.addEventListener("pointerdown", (e) => {
    if (e.button || hold || !active() || !box()) return;
    hold = { id: e.pointerId, at: place(e.offsetX, e.offsetY) };
    canvas.setPointerCapture(e.pointerId);
    go(hold.at, hold.at);
  });
  canvas.addEventListener("pointermove", (e) => {
    if (!hold || e.pointerId !== hold.id) return;
    const edge = canvas.getBoundingClientRect(), at = place(e.clientX - edge.left, e.clientY - edge.top);
    go(hold.at, at);
    hold.at = at;
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) canvas.addEventListener(end, () => { hold = null; });
  return dot;
}
