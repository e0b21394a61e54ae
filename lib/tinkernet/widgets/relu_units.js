import { clamp } from "./tinker.js";

// Sums of ReLU units, c + sum_i s_i relu(x - k_i), the curves they are to follow, and the best slopes for given knots.

/** Where the curves are compared: the middles of 240 pieces of -3..3. */
export const DOMAIN = [-3, 3];
export const PLACES = Float64Array.from({ length: 240 }, (_, k) => -3 + (k + 0.5) / 40);

export const TARGETS = {
  sine: Math.sin,
  parabola: (x) => x * x / 4.5 - 1,
  bump: (x) => 2 * Math.exp(-x * x) - 1,
  steps: (x) => (x < -1 ? -1 : x < 1 ? 0 : 1),
};

/** What one unit adds at x. */
export const unit = (x, knot, slope) => slope * Math.max(0, x - knot);

/** The sum of all units at x. */
export const reluSum = (x, knots, slopes, c) => knots.reduce((sum, knot, i) => sum + unit(x, knot, slopes[i]), c);

/** The largest gap, where it is, and the mean squared gap. */
export function gaps(target, knots, slopes, c) {
  let largest = -1, where = 0, squares = 0;
  for (const x of PLACES) {
    const gap = Math.abs(reluSum(x, knots, slopes, c) - TARGETS[target](x));
    if (gap > largest) [largest, where] = [gap, x];
    squares += gap * gap;
  }
  return { largest, where, mean: squares / PLACES.length };
}

/**
 * The slopes and c with the smallest mean squared gap for these knots: { slopes, c }. A unit that adds nothing to the
 * others (two knots at one place, a knot at the right end) gets the slope 0.
 */
export function fitted(target, knots) {
  const dot = (a, b) => a.reduce((sum, v, k) => sum + v * b[k], 0), rest = PLACES.map(TARGETS[target]);
  const columns = [PLACES.map(() => 1), ...knots.map((knot) => PLACES.map((x) => unit(x, knot, 1)))];
  const basis = [], upper = columns.map(() => new Float64Array(columns.length)), seen = columns.map(() => false);
  columns.forEach((column, j) => { // Gram-Schmidt, each time twice over for the sake of rounding
    const size = Math.sqrt(dot(column, column)), left = column.slice();
    for (let again = 0; again < 2; again++) {
      basis.forEach(({ q, at }) => {
        const share = dot(q, left);
        upper[at][j] += share;
        for (let k = 0; k < left.length; k++) left[k] -= share * q[k];
      });
    }
    const length = Math.sqrt(dot(left, left));
    if (length <= 1e-4 * size) return;
    upper[j][j] = length;
    seen[j] = true;
    basis.push({ q: left.map((v) => v / length), at: j });
  });
  const best = columns.map(() => 0), shares = columns.map(() => 0);
  for (const { q, at } of basis) {
    shares[at] = dot(q, rest);
    for (let k = 0; k < rest.length; k++) rest[k] -= shares[at] * q[k];
  }
  for (let j = columns.length - 1; j >= 0; j--) {
    if (!seen[j]) continue;
    let sum = shares[j];
    for (let k = j + 1; k < columns.length; k++) sum -= upper[j][k] * best[k];
    best[j] = sum / upper[j][j];
  }
  const [c, ...slopes] = best.map((v) => (Math.abs(v) < 1e-9 ? 0 : v)); // what rounding has left is 0
  return { c, slopes };
}

/** The middle of the widest piece of the domain without a knot: where another unit helps first. */
export function widestGap(knots) {
  const ends = [...DOMAIN, ...knots.map((knot) => clamp(knot, DOMAIN))].sort((a, b) => a - b);
  let best = 0;
  for (let k = 1; k + 1 < ends.length; k++) if (ends[k + 1] - ends[k] > ends[best + 1] - ends[best]) best = k;
  return (ends[best] + ends[best + 1]) / 2;
}

/** The slope with which unit i leads the sum through the height y, `reach` behind its knot. */
export function slopeThrough(y, i, reach, knots, slopes, c) {
  const without = slopes.map((slope, k) => (k === i ? 0 : slope));
  return (y - reluSum(knots[i] + reach, knots, without, c)) / reach;
}
