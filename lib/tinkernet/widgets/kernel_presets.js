import { changedShare, extent, maxPooled } from "./convolution.js";

// Kernels that everyone knows, and what shifting the picture does to the feature map, in words.

const MUCH = 0.1;

const filled = (size, value) => Array.from({ length: size }, (_, k) => Array.from({ length: size }, (_, l) => value(k, l)));
const middleOf = (size) => (k, l) => Number(2 * k + 1 === size && 2 * l + 1 === size);
const sharpen3 = [[0, -1, 0], [-1, 5, -1], [0, -1, 0]];
export const PRESETS = {
  identity: ["identity: leaves it as it is", (n) => filled(n, middleOf(n))],
  blur: ["blur: the mean of all", (n) => filled(n, () => 1 / (n * n))],
  vertical: ["vertical edges", (n) => filled(n, (k, l) => Math.sign(2 * l + 1 - n))],
  horizontal: ["horizontal edges", (n) => filled(n, (k) => Math.sign(2 * k + 1 - n))],
  sharpen: ["sharpen", (n) => (n === 3 ? sharpen3 : filled(n, (k, l) => 2 * middleOf(n)(k, l) - 1 / (n * n)))],
};

/** The name of the preset that a kernel is, or "own". */
export function presetOf(kernel) {
  const same = (other) => kernel.every((row, k) => row.every((v, l) => Math.abs(v - other[k][l]) < 1e-9));
  return Object.keys(PRESETS).find((name) => same(PRESETS[name][1](kernel.length))) || "own";
}

/** A kernel of another size: the preset's, or cut and filled up with zeros around. */
export function resized(kernel, size) {
  const name = presetOf(kernel), by = (size - kernel.length) / 2;
  return name === "own" ? filled(size, (k, l) => kernel[k - by]?.[l - by] ?? 0) : PRESETS[name][1](size);
}

const percent = (share) => `${Math.round(100 * share)} %`;
const cells = (n) => `${n} cell${n === 1 ? "" : "s"}`;

/** What the shift has changed, in words; `before` and `after` are feature maps, pooled if so wished. */
export function shiftWords(before, after, [down, right], stride, pooled) {
  if (!down && !right) return "Shift the picture: the feature map shifts along.";
  const [lo, hi] = extent(before.values), much = MUCH * (hi - lo);
  const ways = [[right, "right", "left"], [down, "down", "up"]].filter(([n]) => n).map(([n, to, fro]) => `${cells(Math.abs(n))} ${n > 0 ? to : fro}`);
  const moved = [down, right].map((n) => n / stride), whole = moved.every(Number.isInteger);
  const along = whole
    ? `moved back, ${percent(changedShare(before, after, much, ...moved))} differ: the map moves along (equivariance; only the edge is cut off)`
    : `with stride ${stride} it moves along only where the picture moves by multiples of ${stride}`;
  const share = changedShare(before, after, much), pooledShare = pooled ? changedShare(maxPooled(before), maxPooled(after), much) : 0;
  const hides = pooledShare < share ? "fewer, for pooling hides part of the shift (invariance)" : "no fewer, for pooling hides only what stays within its 2 × 2 cells";
  const inPool = pooled ? ` After max-pooling, not moved back, ${percent(pooledShare)} changed: ${hides}.` : "";
  return `Picture shifted ${ways.join(", ")}: ${percent(share)} of the map's cells changed by more than a tenth of its range; ${along}.${inPool}`;
}
