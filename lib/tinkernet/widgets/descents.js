import { clamp } from "./tinker.js";

// Surfaces of two parameters, the rules that descend on them, and noise from a seed. Python has the same
// in _descents.py, number for number.

/** Each surface is a loss of (u, v), never below 0, for the view [-2, 2] x [-2, 2], with its gradient. */
export const SURFACES = {
  bowl: { start: [-1.7, 1.3], loss: (u, v) => (u * u + v * v) / 2, slope: (u, v) => [u, v] },
  valley: { start: [-1.8, 0.9], loss: (u, v) => (u * u + 20 * v * v) / 20, slope: (u, v) => [u / 10, 2 * v] },
  hollows: {
    start: [-1.7, 1.3],
    loss: (u, v) => (1 - u) ** 2 * ((u + 1) ** 2 + 0.2) / 4 + v * v / 2,
    slope: (u, v) => [(u - 1) * ((u + 1) ** 2 + 0.2 + (u - 1) * (u + 1)) / 2, v],
  },
  saddle: { start: [-1.6, 0.02], loss: (u, v) => u * u / 2 + (v * v - 1) ** 2 / 4, slope: (u, v) => [u, v * (v * v - 1)] },
};

/** The mean squared error of the lines u x + v, over all the points or those chosen. */
export function regression(points) {
  const all = points.map((_, i) => i);
  const loss = (u, v) => points.reduce((sum, [x, y]) => sum + (u * x + v - y) ** 2, 0) / points.length;
  const slope = (u, v, chosen = all) => {
    let du = 0, dv = 0;
    for (const i of chosen) {
      const [x, y] = points[i], error = u * x + v - y;
      du += error * x; dv += error;
    }
    return [2 * du / chosen.length, 2 * dv / chosen.length];
  };
  return { start: [-1.6, 1.6], loss, slope };
}

/** Tommy Ettinger's Mulberry32: numbers in [0, 1), the same for the same seed in every browser and in Python. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t ^ (t + Math.imul(t ^ (t >>> 7), t | 61))) >>> 0;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Two independent standard normal numbers (Box and Muller). */
export function normals(next) {
  const r = Math.sqrt(-2 * Math.log(1 - next())), angle = 2 * Math.PI * next();
  return [r * Math.cos(angle), r * Math.sin(angle)];
}

/** b different numbers out of 0 .. k - 1. */
export function draw(next, k, b) {
  const all = Array.from({ length: k }, (_, i) => i);
  for (let i = 0; i < b; i++) {
    const j = i + Math.floor(next() * (k - i));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all.slice(0, b);
}

/** The rules of decks 001 and 004: from theta, its gradient and what the rule remembers to the next theta. */
export const RULES = {
  GD: () => (theta, g, lr) => theta.map((t, k) => t - lr * g[k]),
  SGD: () => (theta, g, lr) => theta.map((t, k) => t - lr * g[k]),
  momentum: ({ beta }) => {
    let delta = [0, 0];
    return (theta, g, lr) => {
      delta = delta.map((d, k) => lr * g[k] + beta * d);
      return theta.map((t, k) => t - delta[k]);
    };
  },
  Adam: ({ bias_correction }) => {
    const m = [0, 0], v = [0, 0];
    let step = 0;
    return (theta, g, lr) => {
      step++;
      const first = bias_correction ? 1 - 0.9 ** step : 1, second = bias_correction ? 1 - 0.999 ** step : 1;
      return theta.map((t, k) => {
        m[k] = 0.9 * m[k] + (1 - 0.9) * g[k];
        v[k] = 0.999 * v[k] + (1 - 0.999) * g[k] * g[k];
        return t - lr * (m[k] / first) / (Math.sqrt(v[k] / second) + 1e-8);
      });
    };
  },
};

/** The gradients that SGD sees: of a mini-batch, or the right one with noise whose size is 1 / sqrt(batch). */
export function noisySlope(name, surface, { batch, seed }, count) {
  const next = random(seed);
  if (name === "regression") return (u, v) => surface.slope(u, v, draw(next, count, batch));
  return (u, v) => {
    const noise = normals(next);
    return surface.slope(u, v).map((g, k) => g + noise[k] / Math.sqrt(batch));
  };
}

/** Beyond this a path has left for good; numbers are held there, so that they stay numbers. */
export const FAR = 1e9;

/** The path of every rule: steps + 1 places, flat. `settings` has start, lr, beta, batch, bias_correction and seed. */
export function descend(name, settings, points, steps) {
  const surface = name === "regression" ? regression(points) : SURFACES[name];
  return Object.fromEntries(Object.entries(RULES).map(([rule, begin]) => {
    const slope = rule === "SGD" ? noisySlope(name, surface, settings, points.length) : surface.slope;
    const path = new Float64Array(2 * steps + 2), move = begin(settings);
    let theta = settings.start;
    for (let k = 0; k <= steps; k++) {
      path[2 * k] = theta[0]; path[2 * k + 1] = theta[1];
      theta = move(theta, slope(...theta), settings.lr).map((t) => clamp(t, [-FAR, FAR]));
    }
    return [rule, path];
  }));
}
