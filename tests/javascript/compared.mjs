// How numbers from JavaScript are compared with those that NumPy has written down.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const file = process.env.TINKERNET_NUMBERS;
if (!file) throw new Error("No numbers to compare with: run python -m pytest tests/test_javascript.py instead.");
export const cases = JSON.parse(readFileSync(file, "utf-8"));

/** Nested lists of numbers agree, entry by entry. */
export function close(found, wanted, digits = 1e-6) {
  const f = [found].flat(Infinity).map(Number), w = [wanted].flat(Infinity);
  assert.equal(f.length, w.length);
  f.forEach((v, k) => assert.ok(Math.abs(v - w[k]) <= digits * (1 + Math.abs(w[k])), `number ${k}: found ${v}, NumPy has ${w[k]}`));
}
