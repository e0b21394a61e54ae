import { ramp } from "./tinker.js";

// Surfaces over a plane: values at the centres of cells, row by row from the top.

/** The values of f(x, y) at the centres of columns x rows cells of the ranges. */
export function grid(f, [x0, x1], [y0, y1], columns, rows) {
  const values = new Float64Array(columns * rows);
  for (let j = 0, k = 0; j < rows; j++) {
    const y = y1 - (j + 0.5) / rows * (y1 - y0);
    for (let i = 0; i < columns; i++, k++) values[k] = f(x0 + (i + 0.5) / columns * (x1 - x0), y);
  }
  return values;
}

/** The 256 shades of a theme, made once. */
const shades = new Map();
function shadesOf(dark) {
  if (!shades.has(dark)) shades.set(dark, Array.from({ length: 256 }, (_, k) => ramp(k / 255, dark)));
  return shades.get(dark);
}

/** Paints values lo..hi as shades into the box of a sheet. */
export function paintSurface(ctx, box, values, columns, rows, [lo, hi], dark) {
  const image = new ImageData(columns, rows), table = shadesOf(dark), by = 255 / (hi - lo || 1);
  for (let k = 0; k < values.length; k++) {
    const shade = table[Math.max(0, Math.min(255, Math.round((values[k] - lo) * by)))] || table[0];
    image.data[4 * k] = shade[0]; image.data[4 * k + 1] = shade[1]; image.data[4 * k + 2] = shade[2];
    image.data[4 * k + 3] = 255;
  }
  paintSurface.canvas ||= document.createElement("canvas");
  const small = paintSurface.canvas;
  small.width = columns; small.height = rows;
  small.getContext("2d").putImageData(image, 0, 0);
  ctx.imageSmoothingEnabled = true;
  ctx.drawImage(small, box.left, box.top, box.right - box.left, box.bottom - box.top);
}

/** Strokes where the values cross a level: straight pieces between the centres of cells (marching squares). */
export function strokeLevel(ctx, box, values, columns, rows, level) {
  const width = (box.right - box.left) / columns, height = (box.bottom - box.top) / rows;
  const px = (i) => box.left + (i + 0.5) * width, py = (j) => box.top + (j + 0.5) * height;
  ctx.beginPath();
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < columns; i++) {
      const k = j * columns + i;
      const corners = [[i, j, values[k]], [i + 1, j, values[k + 1]], [i + 1, j + 1, values[k + columns + 1]], [i, j + 1, values[k + columns]]];
      const cuts = [];
      for (let c = 0; c < 4; c++) {
        const [ia, ja, a] = corners[c], [ib, jb, b] = corners[(c + 1) % 4];
        if (a > level === b > level) continue;
        const t = (level - a) / (b - a);
        cuts.push([px(ia + t * (ib - ia)), py(ja + t * (jb - ja))]);
      }
      for (let c = 0; c + 1 < cuts.length; c += 2) { ctx.moveTo(...cuts[c]); ctx.lineTo(...cuts[c + 1]); }
    }
  }
  ctx.stroke();
}
