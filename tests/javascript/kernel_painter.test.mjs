import assert from "node:assert/strict";
import { test } from "node:test";

import { changedShare, correlate, extent, maxPooled, shifted } from "../../lib/tinkernet/widgets/convolution.js";
import { cellsOf, penned, textOf } from "../../lib/tinkernet/widgets/drawing.js";
import { PRESETS, presetOf, resized, shiftWords } from "../../lib/tinkernet/widgets/kernel_presets.js";
import { cases, close } from "./compared.mjs";

const rows = 8, columns = 11;

for (const { image, kernel, stride, padding, map, shift, moved, pooled, text, cells } of cases) {
  const name = `kernel ${kernel.length}, stride ${stride}, padding ${padding}`, picture = { rows, columns, values: image };
  const found = correlate(picture, kernel, stride, padding);
  test(`${name}: the feature map`, () => {
    assert.deepEqual([found.rows, found.columns], [map.length, map[0].length]);
    close([...found.values], map);
  });
  test(`${name}: shifted by ${shift}`, () => close([...shifted(picture, ...shift).values], moved));
  if (pooled) test(`${name}: pooled`, () => close([...maxPooled(found).values], pooled));
  test(`${name}: a drawing and its text`, () => {
    close([...cellsOf(text)], cells);
    assert.equal(textOf(cellsOf(text)), text);
  });
  test(`${name}: the map moves along`, () => {
    const [down, right] = shift, inner = { rows: 40, columns: 40, values: new Float64Array(1600) };
    image.forEach((v, k) => { inner.values[(Math.floor(k / columns) + 15) * 40 + k % columns + 15] = v; }); // far from the edge
    const before = correlate(inner, kernel, stride, padding);
    const after = correlate(shifted(inner, down * stride, right * stride), kernel, stride, padding);
    assert.equal(changedShare(before, after, 1e-9, down, right), 0);
    if (down || right) assert.ok(changedShare(before, after, 1e-9) > 0);
  });
}

test("the share of changed cells", () => {
  const one = { rows: 2, columns: 2, values: [0, 1, 2, 3] };
  assert.equal(changedShare(one, { ...one, values: [0, 1, 2, 5] }, 0.5), 0.25);
  assert.equal(changedShare(one, { ...one, values: [0, 1, 2, 3.4] }, 0.5), 0);
  assert.equal(changedShare(one, { ...one, values: [9, 0, 9, 2] }, 0.5, 0, 1), 0);
  assert.deepEqual(extent(one.values), [0, 3]);
});

test("presets are known again in both sizes", () => {
  for (const size of [3, 5]) {
    for (const [name, [, make]] of Object.entries(PRESETS)) {
      assert.equal(presetOf(make(size)), name);
      assert.deepEqual(resized(make(size), 8 - size), make(8 - size));
    }
  }
  const own = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
  assert.equal(presetOf(own), "own");
  assert.deepEqual(resized(resized(own, 5), 3), own);
  close(PRESETS.sharpen[1](5).flat().reduce((a, b) => a + b), 1);
  assert.deepEqual(PRESETS.vertical[1](3)[0], [-1, 0, 1]);
});

test("the words about a shift have its numbers", () => {
  const picture = { rows: 6, columns: 6, values: new Float64Array(36) };
  picture.values[14] = 1;
  const kernel = PRESETS.identity[1](3);
  const words = (shift, stride) => shiftWords(...[picture, shifted(picture, ...shift)].map((p) => correlate(p, kernel, stride, 1)), shift, stride, true);
  assert.match(words([0, 1], 1), /shifted 1 cell right: 6 % of the map's cells .*moved back, 0 % differ.* 0 % changed: fewer/);
  assert.match(words([0, 2], 1), /After max-pooling, not moved back, 22 % changed: no fewer/);
  assert.match(words([-2, 0], 1), /shifted 2 cells up/);
  assert.match(words([0, 1], 2), /multiples of 2/);
  assert.match(words([0, 0], 1), /^Shift the picture/);
});

test("the pen inks the way it goes, and stays on the page", () => {
  const blank = "0".repeat(64), line = cellsOf(penned(blank, 16, [0.5, 0.5], [15.5, 0.5], 0.4));
  assert.equal(line.slice(0, 16).reduce((a, b) => a + b), 16);
  assert.equal(line.reduce((a, b) => a + b), 16);
  assert.equal(penned(penned(blank, 16, [3, 3], [9, 7], 1), 16, [3, 3], [9, 7], 1, 0), blank);
  assert.equal(penned(blank, 16, [-9, -9], [-5, 40], 1), blank);
});
