import { clamp } from "./tinker.js";

// Points around a curve, and least-squares fits of every size at once. Python has the same in _fits.py.

export const MOST = { polynomial: 12, relu: 24, tanh: 24 };
const RIDGE = 1e-6, ENOUGH = 1.2;
const EXACT = 1e-6; // a validation error that nobody could see

/** The curve that the points lie around. */
export const truth = (x) => 0.8 * Math.sin(4 * x) + 0.65 * x;

/** What is added up, a column each: Chebyshev polynomials, or 1 and hidden units max(0, w x + b), tanh(w x + b). */
export function columns(model, x, size, hidden) {
  const table = [new Float64Array(x.length).fill(1)];
  for (let k = 1; k <= size; k++) {
    const now = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      if (model === "polynomial") now[i] = k === 1 ? x[i] : 2 * x[i] * table[k - 1][i] - table[k - 2][i];
      else {
        const z = hidden[2 * k - 2] * x[i] + hidden[2 * k - 1];
        now[i] = model === "tanh" ? Math.tanh(z) : Math.max(0, z);
      }
    }
    table.push(now);
  }
  return table;
}

/**
 * Householder's QR of a table's columns. The first columns' triangle is that of the fit with these columns alone,
 * so one QR gives the fits of all sizes: solve(y)[d] are the coefficients of columns 0 .. d.
 */
export function leastSquaresOf(table) {
  const a = table.map((one) => one.slice()), mirrors = [], count = a.length, rows = a[0].length;
  const reflect = (v, k, y) => {
    let dot = 0;
    for (let i = k; i < rows; i++) dot += v[i] * y[i];
    for (let i = k; i < rows; i++) y[i] -= 2 * dot * v[i];
  };
  for (let k = 0; k < count; k++) {
    const v = a[k].slice();
    let norm = 0;
    for (let i = k; i < rows; i++) norm += v[i] * v[i];
    norm = Math.sqrt(norm);
    v[k] += v[k] < 0 ? -norm : norm;
    let size = 0;
    for (let i = k; i < rows; i++) size += v[i] * v[i];
    size = Math.sqrt(size) || 1;
    for (let i = k; i < rows; i++) v[i] /= size;
    for (let j = k; j < count; j++) reflect(v, k, a[j]);
    mirrors.push(v);
  }
  return (y) => {
    const q = new Float64Array(rows);
    q.set(y);
    mirrors.forEach((v, k) => reflect(v, k, q));
    return a.map((_, d) => {
      const c = new Float64Array(d + 1);
      for (let k = d; k >= 0; k--) {
        let rest = q[k];
        for (let j = k + 1; j <= d; j++) rest -= a[j][k] * c[j];
        c[k] = rest / a[k][k];
      }
      return c;
    });
  };
}

/** The solver for points at x: polynomials as they are, hidden units with a little ridge, so that two may be alike. */
export function solver(model, x, hidden) {
  const size = MOST[model], table = columns(model, x, size, hidden);
  if (model === "polynomial") return leastSquaresOf(table);
  return leastSquaresOf(table.map((one, k) => {
    const longer = new Float64Array(x.length + size + 1);
    longer.set(one);
    longer[x.length + k] = Math.sqrt(RIDGE);
    return longer;
  }));
}

/** The sum of the columns with these coefficients. */
export function combine(table, c) {
  const y = new Float64Array(table[0].length);
  c.forEach((value, k) => { for (let i = 0; i < y.length; i++) y[i] += value * table[k][i]; });
  return y;
}

export const meanSquare = (a, b) => a.reduce((sum, v, i) => sum + (v - b[i]) ** 2, 0) / a.length;

/** What a fit of this size is, in deck 003's words, from the validation errors of all sizes. */
export function balance(size, validation) {
  const best = validation.indexOf(Math.min(...validation));
  if (validation[size] <= Math.max(ENOUGH * validation[best], EXACT)) return "balanced";
  return size < best ? "underfitting" : "overfitting";
}

/** Heights on an axis of powers of ten, kept between its ends. */
export const power = (v, span) => clamp(Math.log10(Math.max(v, 1e-300)), span);
