// LineFit's mathematics against numbers from NumPy; tests/test_javascript.py writes them and calls this.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { ellipse, leastSquares, moments, mse, surface } from "../../lib/tinkernet/widgets/line_fit.js";
import { clamp, format, numbers, padded, ramp, scale, ticks } from "../../lib/tinkernet/widgets/tinker.js";

const file = process.env.TINKERNET_NUMBERS;
if (!file) throw new Error("No numbers to compare with: run python -m pytest tests/test_javascript.py instead.");
const cases = JSON.parse(readFileSync(file, "utf-8"));

/** As close as NumPy's own sums in another order would be; wanted may be a list. */
function close(found, wanted, unit, digits = 1e-9) {
  for (const [k, w] of [wanted].flat().entries()) {
    const f = [...[found].flat()][k];
    assert.ok(Math.abs(f - w) <= digits * (Math.abs(w) + unit), `number ${k}: found ${f}, NumPy has ${w}`);
  }
}

for (const { name, x, y, lines, best, a_range, b_range, shape, surface: wanted, unit } of cases) {
  const m = moments(x, y);

  test(`${name}: the MSE of lines`, () => {
    for (const [a, b, value] of lines) close(mse(m, a, b), value, unit);
  });

  test(`${name}: the least-squares line`, () => {
    const [a, b] = leastSquares(m);
    close(mse(m, a, b), best, unit);
    for (const [u, v] of lines) assert.ok(mse(m, u, v) >= mse(m, a, b) - 1e-9 * unit);
  });

  test(`${name}: the surface, from the top row down`, () => {
    const found = surface(m, a_range, b_range, ...shape);
    assert.equal(found.length, wanted.length);
    close([...found], wanted, unit);
  });

  test(`${name}: a contour is as high as its number says`, () => {
    const r = Math.sqrt(unit), around = ellipse(m, r, 12);
    // With one x for all it is two lines, drawn by an ellipse so long that only its middle is in sight.
    for (const [a, b] of m.xx > 0 ? around : [around[3], around[9]]) close(mse(m, a, b), mse(m, ...leastSquares(m)) + r * r, unit, 1e-6);
  });
}

test("ticks are round and lie between the ends", () => {
  assert.deepEqual(ticks(0, 10), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(ticks(-0.31, 0.3), [-0.2, 0, 0.2]);
  assert.deepEqual(ticks(25, 346), [100, 200, 300]);
});

test("scale goes there and back", () => {
  const s = scale(2, 6, 100, 20);
  assert.equal(s.to(2), 100);
  assert.equal(s.to(5), 40);
  assert.equal(s.from(s.to(3.7)), 3.7);
});

test("format says numbers as people write them", () => {
  const said = [0, 0.1 + 0.2, -1234.56, 2.5e-7, 3e12].map((v) => format(v));
  assert.deepEqual(said, ["0", "0.3", "−1235", "2.50e−7", "3.00e12"]);
});

test("clamp and padded", () => {
  assert.deepEqual([-3, 0.5, 7].map((v) => clamp(v, [0, 1])), [0, 0.5, 1]);
  assert.deepEqual(padded([3, 1, 2], 0.5), [0, 4]);
  assert.deepEqual(padded([0, 0], 0.5), [-1, 1]);
});

test("numbers reads float64 from the middle of a buffer", () => {
  const whole = new Uint8Array(20);
  new DataView(whole.buffer).setFloat64(4, -2.5, true);
  assert.deepEqual([...numbers(new DataView(whole.buffer, 4, 8))], [-2.5]);
});

test("ramp changes evenly in lightness: darker in the light theme, lighter in the dark one", () => {
  const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const lightness = (rgb) => { // of OKLab
    const [r, g, b] = rgb.map(linear);
    return 0.2104542553 * Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) +
      0.793617785 * Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) -
      0.0040720468 * Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  };
  for (const [dark, bottom, top] of [[false, 0.98, 0.56], [true, 0.2, 0.62]]) {
    for (let t = 0; t <= 1; t += 0.125) {
      const wanted = bottom + t * (top - bottom), found = lightness(ramp(t, dark));
      assert.ok(Math.abs(found - wanted) < 0.01, `dark ${dark}, t ${t}: ${found}, not ${wanted}`);
    }
  }
});
