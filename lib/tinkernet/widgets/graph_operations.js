import { format } from "./tinker.js";

// The operations of tinkernet.graph.Value, forward and back, and each in words. What a graph is made of comes as
// steps in the order of computing: { name, operation, exponent, parents, leaf, data }.

const bare = (text) => text.replace(/^\((.*)\)$/, "$1");
const called = (name) => ([a]) => `${name}(${bare(a)})`;
const logistic = (z) => { const small = Math.exp(-Math.abs(z)); return (z >= 0 ? 1 : small) / (1 + small); };
const largest = (x) => x.indexOf(Math.max(...x));

// `shown` and `slope` write a calculation, with names or with numbers; x are the operands, y the result, and s
// what the slope comes to. `needs` says what went wrong where the result or a slope is no number.
export const OPERATIONS = {
  "+": { value: ([a, b]) => a + b, slopes: () => [1, 1], shown: ([a, b]) => `${a} + ${b}`, slope: () => "1" },
  "-": { value: ([a, b]) => a - b, slopes: () => [1, -1], shown: ([a, b]) => `${a} − ${b}`, slope: (k) => (k ? "(−1)" : "1") },
  "*": { value: ([a, b]) => a * b, slopes: ([a, b]) => [b, a], shown: ([a, b]) => `${a} × ${b}`, slope: (k, x) => x[1 - k] },
  "/": { value: ([a, b]) => a / b, slopes: ([a, b]) => [1 / b, -(a / b) / b], shown: ([a, b]) => `${a} / ${b}`,
    slope: (k, [a, b]) => (k ? `(−${a} / ${b}²)` : `(1 / ${b})`), needs: "the divisor must be anything but 0" },
  "**": { value: ([a, b]) => a ** b, slopes: ([a, b]) => [b * a ** (b - 1), a ** b * Math.log(a)], shown: ([a, b]) => `${a} ^ ${b}`,
    slope: (k, [a, b], y) => (k ? `${y} log(${bare(a)})` : `${b} ${a} ^ (${bare(b)} − 1)`), needs: "the base must be above 0" },
  neg: { value: ([a]) => -a, slopes: () => [-1], shown: ([a]) => `−${a}`, slope: () => "(−1)" },
  exp: { value: ([a]) => Math.exp(a), slopes: (x, y) => [y], shown: called("exp"), slope: (k, x, y) => y, needs: "exp needs a number below 709.78" },
  log: { value: ([a]) => Math.log(a), slopes: ([a]) => [a > 0 ? 1 / a : NaN], shown: called("log"), slope: (k, [a]) => `(1 / ${a})`,
    needs: "log needs a number above 0" },
  tanh: { value: ([a]) => Math.tanh(a), slopes: (x, y) => [1 - y * y], shown: called("tanh"), slope: (k, x, y) => `(1 − ${y}²)` },
  sigmoid: { value: ([a]) => logistic(a), slopes: ([a]) => [logistic(a) * logistic(-a)], shown: called("σ"), slope: (k, x, y) => `${y} (1 − ${y})` },
  relu: { value: ([a]) => (a > 0 ? a : 0), slopes: ([a]) => [a > 0 ? 1 : 0], shown: called("relu"), slope: (k, x, y, s) => s },
  max: { value: (x) => Math.max(...x), slopes: (x) => x.map((_, k) => (k === largest(x) ? 1 : 0)),
    shown: (x) => `max(${x.map(bare).join(", ")})`, slope: (k, x, y, s) => s },
};

/** A power with a plain number as exponent, which is no part of the graph. */
function power(n) {
  const raised = (a, m) => (m === 1 ? a : m === 2 ? `${a}²` : m === 3 ? `${a}³` : `${a} ^ ${format(m)}`);
  return {
    value: ([a]) => a ** n, slopes: ([a]) => [n === 0 ? 0 : n * a ** (n - 1)], shown: ([a]) => raised(a, n),
    slope: (k, [a]) => (n === 0 ? "0" : n === 1 ? "1" : `${format(n)} ${raised(a, n - 1)}`),
    needs: n < 1 ? "the base must be above 0" : "a negative number needs a whole exponent, and no result beyond 1e308",
  };
}

export const operationOf = ({ operation, exponent }) => (exponent === null ? OPERATIONS[operation] : power(exponent));

/** The sign of an operation, for its disc. */
export function signOf({ operation, exponent }) {
  if (exponent !== null) return exponent === 2 ? "x²" : exponent === 3 ? "x³" : `^${format(exponent, 3)}`;
  return { "-": "−", "*": "×", "/": "÷", "**": "xʸ", neg: "−", sigmoid: "σ" }[operation] || operation;
}

/** All values and slopes; `stop` is the first step that has no finite value or slope, or -1. From there on all is null. */
export function forward(steps, leaves) {
  const values = [], slopes = [];
  let stop = -1;
  steps.forEach((step, k) => {
    let value = step.leaf < 0 ? step.data : leaves[step.leaf], slope = [];
    if (step.operation) {
      const known = stop < 0, x = step.parents.map((p) => values[p]), { value: of, slopes: along } = operationOf(step);
      value = known ? of(x) : null;
      slope = known ? along(x, value) : [];
      if (known && ![value, ...slope].every(Number.isFinite)) { stop = k; value = null; }
    }
    values.push(value);
    slopes.push(slope);
  });
  return { values, slopes, stop };
}

/** For each step where it is used: pairs of the step made of it and which operand it is there, the last one first. */
export function usesOf(steps) {
  const uses = steps.map(() => []);
  for (let u = steps.length - 1; u >= 0; u--) steps[u].parents.forEach((p, k) => uses[p].push([u, k]));
  return uses;
}

/** d last / d step for all steps: each collects incoming gradient x local slope from where it is used. */
export function backward(uses, slopes) {
  const gradients = uses.map(() => 0);
  gradients[gradients.length - 1] = 1;
  for (let v = uses.length - 2; v >= 0; v--) for (const [u, k] of uses[v]) gradients[v] += gradients[u] * slopes[u][k];
  return gradients;
}

const inside = (v) => (v < 0 ? `(${format(v)})` : format(v));
const nameOf = (step) => (step.operation || step.leaf >= 0 ? step.name : format(step.data));

/** "z = w × x = 2 × 3 = 6". */
export function forwardWords(steps, k, values) {
  const step = steps[k], { shown, needs } = operationOf(step), x = step.parents.map((p) => values[p]);
  const start = `${step.name} = ${shown(step.parents.map((p) => nameOf(steps[p])))} = ${shown(x.map(inside))}`;
  if (values[k] !== null) return `${start} = ${format(values[k])}`;
  return `${start} has no value or no slope: ${needs || "it is too large"}. Move a leaf`;
}

/** "d L / d w = d L / d z × d z / d w = d L / d z × x = 0.5 × 3 = 1.5"; a sum where it is used more than once. */
export function backwardWords(steps, uses, v, values, slopes, gradients) {
  const last = steps[steps.length - 1].name, of = (name) => `d ${last} / d ${name}`, mine = nameOf(steps[v]);
  if (v === steps.length - 1) return `${of(mine)} = 1: every way back begins here`;
  const local = (u, k, numbers) => {
    const write = numbers ? (p) => inside(values[p]) : (p) => nameOf(steps[p]);
    return operationOf(steps[u]).slope(k, steps[u].parents.map(write), write(u), inside(slopes[u][k]));
  };
  const sum = (term) => uses[v].map(([u, k]) => term(u, k)).join(" + ");
  const chain = [
    sum((u) => `${of(steps[u].name)} × d ${steps[u].name} / d ${mine}`), sum((u, k) => `${of(steps[u].name)} × ${local(u, k, false)}`),
    sum((u, k) => `${inside(gradients[u])} × ${local(u, k, true)}`), format(gradients[v]),
  ];
  return `${of(mine)} = ${chain.join(" = ")}`;
}
