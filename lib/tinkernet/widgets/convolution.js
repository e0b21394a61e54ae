// Cross-correlation of small pictures, as in tinkernet.nn.Conv2d, and what becomes of it when the picture moves.
// A picture is { rows, columns, values }, row by row from the top.

/** How many places a kernel has along n cells. */
export const placesAlong = (n, size, stride, margin) => Math.max(0, Math.floor((n + 2 * margin - size) / stride) + 1);

/** The value of a cell; 0 outside, which is what padding adds. */
export const cellValue = ({ rows, columns, values }, row, column) => (
  row < 0 || column < 0 || row >= rows || column >= columns ? 0 : values[row * columns + column]);

/** The feature map: the kernel lies on the picture as it is, not turned round. */
export function correlate(picture, kernel, stride, margin) {
  const size = kernel.length;
  const rows = placesAlong(picture.rows, size, stride, margin), columns = placesAlong(picture.columns, size, stride, margin);
  const values = new Float64Array(rows * columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        for (let l = 0; l < size; l++) sum += kernel[k][l] * cellValue(picture, stride * i + k - margin, stride * j + l - margin);
      }
      values[at] = sum;
    }
  }
  return { rows, columns, values };
}

/** The picture moved down and to the right; zeros come in at the edge. */
export function shifted(picture, down, right) {
  const { rows, columns } = picture, values = new Float64Array(rows * columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) values[at] = cellValue(picture, i - down, j - right);
  }
  return { rows, columns, values };
}

/** The largest of every 2 x 2 cells; an odd row or column at the end is left out. */
export function maxPooled(picture) {
  const rows = Math.floor(picture.rows / 2), columns = Math.floor(picture.columns / 2), values = new Float64Array(rows * columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      let largest = -Infinity;
      for (let cell = 0; cell < 4; cell++) largest = Math.max(largest, cellValue(picture, 2 * i + (cell >> 1), 2 * j + (cell & 1)));
      values[at] = largest;
    }
  }
  return { rows, columns, values };
}

/** The smallest and the largest value. */
export function extent(values) {
  let lo = Infinity, hi = -Infinity;
  for (const v of values) { if (v < lo) lo = v; if (v > hi) hi = v; }
  return [lo, hi];
}

/**
 * The share of cells whose value differs by more than `much`, after one picture has been moved down and to the
 * right; only cells that both have then are counted.
 */
export function changedShare(one, other, much, down = 0, right = 0) {
  let differ = 0, counted = 0;
  for (let i = 0; i < other.rows; i++) {
    for (let j = 0; j < other.columns; j++) {
      const row = i - down, column = j - right;
      if (row < 0 || column < 0 || row >= one.rows || column >= one.columns) continue;
      counted++;
      if (Math.abs(cellValue(other, i, j) - cellValue(one, row, column)) > much) differ++;
    }
  }
  return counted ? differ / counted : 0;
}
