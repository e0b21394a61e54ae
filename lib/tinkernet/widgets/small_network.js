import { ACTIVATIONS } from "./activations.js";

// A network of two inputs, two hidden units and one output, all of one activation, and how it learns XOR.
// W1[i][j] leads from input i to hidden unit j, as in Z = X W1 + b1.

/** XOR: the points, and their classes. */
export const XOR = { points: [[0, 0], [0, 1], [1, 0], [1, 1]], labels: [0, 1, 1, 0] };

/** What hidden unit j sums up before its activation. */
export const hiddenSum = ({ W1, b1 }, j, x1, x2) => W1[0][j] * x1 + W1[1][j] * x2 + b1[j];

/** What the output sums up before its activation. */
export const outputSum = ({ w2, b2 }, h1, h2) => w2[0] * h1 + w2[1] * h2 + b2;

/** The hidden units' values and the answer for one point: [h1, h2, a]. */
export function answers(net, name, [x1, x2]) {
  const { value } = ACTIVATIONS[name];
  const h1 = value(hiddenSum(net, 0, x1, x2)), h2 = value(hiddenSum(net, 1, x1, x2));
  return [h1, h2, value(outputSum(net, h1, h2))];
}

/** The answers wanted for the classes 0 and 1: the ends of the activation's span. */
export const wanted = (name) => (name === "tanh" ? [-1, 1] : [0, 1]);

/** The mean of (answer - target)^2 over XOR's points. */
export function squaredError(net, name) {
  const ends = wanted(name);
  return XOR.points.reduce((sum, point, i) => sum + (answers(net, name, point)[2] - ends[XOR.labels[i]]) ** 2, 0) / 4;
}

/** How many of XOR's points lie on their side of the border. */
export function rightPoints(net, name) {
  const { middle } = ACTIVATIONS[name];
  return XOR.points.filter((point, i) => Number(answers(net, name, point)[2] > middle) === XOR.labels[i]).length;
}

/** The gradient of the squared error, in the layout of the weights (backpropagation over all four points). */
export function gradient(net, name) {
  const { slope } = ACTIVATIONS[name], ends = wanted(name);
  const found = { W1: [[0, 0], [0, 0]], b1: [0, 0], w2: [0, 0], b2: 0 };
  XOR.points.forEach((x, i) => {
    const h = answers(net, name, x);
    const up = 2 / 4 * (h[2] - ends[XOR.labels[i]]) * slope(outputSum(net, h[0], h[1]));
    found.b2 += up;
    for (const j of [0, 1]) {
      const down = up * net.w2[j] * slope(hiddenSum(net, j, ...x));
      found.w2[j] += up * h[j];
      found.b1[j] += down;
      for (const k of [0, 1]) found.W1[k][j] += down * x[k];
    }
  });
  return found;
}

/** One step of gradient descent: new weights. */
export function descended(net, name, rate) {
  const back = (w, g) => (Array.isArray(w) ? w.map((v, k) => back(v, g[k])) : w - rate * g), slopes = gradient(net, name);
  return Object.fromEntries(Object.keys(slopes).map((key) => [key, back(net[key], slopes[key])]));
}

/** All numbers of nested lists lie within -limit..limit (and are numbers). */
export const within = (values, limit) => Object.values(values).flat(2).every((v) => Math.abs(v) <= limit);

/** The surfaces over a square of cells, worked out again only where the weights before them have changed. */
export function surfaces(cells, [lo, hi]) {
  const sums = [0, 1, 2].map(() => new Float64Array(cells * cells)), values = sums.map(() => new Float64Array(cells * cells));
  const at = Float64Array.from({ length: cells }, (_, k) => lo + (k + 0.5) / cells * (hi - lo));
  let hidden = "", all = "";
  function update(net, name) {
    const { value } = ACTIVATIONS[name], first = JSON.stringify([name, net.W1, net.b1]), both = JSON.stringify([first, net.w2, net.b2]);
    if (first !== hidden) {
      for (const j of [0, 1]) {
        for (let r = 0, k = 0; r < cells; r++) { // the first row is the uppermost
          for (let c = 0; c < cells; c++, k++) values[j][k] = value(sums[j][k] = hiddenSum(net, j, at[c], at[cells - 1 - r]));
        }
      }
    }
    if (both !== all) {
      for (let k = 0; k < cells * cells; k++) values[2][k] = value(sums[2][k] = outputSum(net, values[0][k], values[1][k]));
    }
    const changed = both !== all;
    [hidden, all] = [first, both];
    return changed;
  }
  return { sums, values, update };
}
