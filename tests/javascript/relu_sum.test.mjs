import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, gaps, PLACES, reluSum, slopeThrough, TARGETS, widestGap } from "../../lib/tinkernet/widgets/relu_units.js";
import { cases, close } from "./compared.mjs";

cases.forEach((one, k) => {
  const { target, knots, slopes, c } = one, called = `${k}, ${target}, ${knots.length} units`;
  test(`${called}: the sum, the target and the gaps`, () => {
    close(one.x.map((x) => reluSum(x, knots, slopes, c)), one.sums);
    close([...PLACES].map(TARGETS[target]), one.aims);
    const { largest, where, mean } = gaps(target, knots, slopes, c);
    close([largest, where, mean], [one.largest, one.where, one.mean]);
  });
  test(`${called}: the slopes that fit best`, () => {
    const best = fitted(target, knots);
    assert.equal(best.slopes.length, knots.length);
    close([...PLACES].map((x) => reluSum(x, knots, best.slopes, best.c)), one.fitted);
  });
  test(`${called}: a handle leads the curve where it is put`, () => {
    const turned = slopes.map((slope, i) => (i ? slope : slopeThrough(1.25, 0, 0.5, knots, slopes, c)));
    close(reluSum(knots[0] + 0.5, knots, turned, c), 1.25);
  });
});

test("a unit that adds nothing gets the slope 0", () => {
  const { slopes } = fitted("bump", [0, 0, 3, -1]);
  assert.equal(slopes[1], 0);
  assert.equal(slopes[2], 0);
  assert.ok(Math.abs(slopes[0]) > 0.1 && Math.abs(slopes[3]) > 0.1);
});

test("another unit begins in the middle of the widest gap", () => {
  close([[-3, -2, 2], [-3, 3], [3, 3, 3], [2.5]].map(widestGap), [0, 0, 0, -0.25]);
});
