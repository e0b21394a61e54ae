// Pictures of square cells on a canvas: where they lie, their shades, frames around some of them.

/** Gives a canvas as many pixels as it takes up, all empty; returns its pen, and its size as the page counts. */
export function fit(canvas) {
  const ratio = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  const pen = canvas.getContext("2d"), wanted = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wanted[0] || canvas.height !== wanted[1]) [canvas.width, canvas.height] = wanted;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return { pen, width, height };
}

/** The largest square cells that fit into a box, in its middle. */
export function cellBox(rows, columns, { left = 0, top = 0, width, height }) {
  const size = Math.min(width / columns, height / rows);
  const x = left + (width - size * columns) / 2, y = top + (height - size * rows) / 2;
  return { left: x, top: y, right: x + size * columns, bottom: y + size * rows, size, rows, columns };
}

/** The row and the column of a place in pixels, or null outside. */
export function cellAt(box, px, py) {
  const row = Math.floor((py - box.top) / box.size), column = Math.floor((px - box.left) / box.size);
  return row >= 0 && column >= 0 && row < box.rows && column < box.columns ? [row, column] : null;
}

/** Black at the bottom, white at the top: as photographs are. */
export const greys = (t) => { const v = Math.round(255 * t); return [v, v, v]; };

/** Paints values lo..hi as shades, each cell of one shade. */
export function paintCells(ctx, box, values, [lo, hi], shade) {
  const image = new ImageData(box.columns, box.rows), by = hi > lo ? 1 / (hi - lo) : 0;
  for (let k = 0; k < values.length; k++) {
    const rgb = shade(Math.min(1, Math.max(0, (values[k] - lo) * by)) || 0);
    for (let c = 0; c < 3; c++) image.data[4 * k + c] = rgb[c];
    image.data[4 * k + 3] = 255;
  }
  paintCells.canvas ||= document.createElement("canvas");
  Object.assign(paintCells.canvas, { width: box.columns, height: box.rows });
  paintCells.canvas.getContext("2d").putImageData(image, 0, 0);
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(paintCells.canvas, box.left, box.top, box.right - box.left, box.bottom - box.top);
}

/** A frame around cells, seen on any shade: paper inside and outside of ink. */
export function frameCells(ctx, box, row, column, rows, columns, look) {
  const at = [box.left + column * box.size, box.top + row * box.size, columns * box.size, rows * box.size];
  for (const [colour, width] of [[look.paper, 6], [look.ink, 3]]) {
    ctx.strokeStyle = colour; ctx.lineWidth = width;
    ctx.strokeRect(...at);
  }
}

/** Crosses out a cell, seen on any shade. */
export function crossCell(ctx, box, row, column, look) {
  const x = box.left + column * box.size, y = box.top + row * box.size, inset = box.size * 0.25;
  for (const [colour, width] of [[look.paper, 4], [look.ink, 1.5]]) {
    ctx.strokeStyle = colour; ctx.lineWidth = Math.min(width, box.size / 3);
    ctx.beginPath();
    ctx.moveTo(x + inset, y + inset); ctx.lineTo(x + box.size - inset, y + box.size - inset);
    ctx.moveTo(x + box.size - inset, y + inset); ctx.lineTo(x + inset, y + box.size - inset);
    ctx.stroke();
  }
}
