import assert from "node:assert/strict";
import { test } from "node:test";

import { replaced } from "../../lib/tinkernet/widgets/drawn_network.js";
import { answers, descended, gradient, rightPoints, squaredError, surfaces, within } from "../../lib/tinkernet/widgets/small_network.js";
import { cases, close } from "./compared.mjs";

const flat = (net) => [net.W1, net.b1, net.w2, net.b2];

for (const one of cases) {
  const { activation, net, seed } = one, called = `${activation}, seed ${seed}`;
  test(`${called}: answers, loss, points that are right`, () => {
    close(one.points.map((point) => answers(net, activation, point)[2]), one.answers);
    close(squaredError(net, activation), one.loss);
    assert.equal(rightPoints(net, activation), one.right);
  });
  test(`${called}: the gradient, and five steps down`, () => {
    close(flat(gradient(net, activation)), flat(one.gradient));
    const before = JSON.stringify(net);
    let now = net;
    for (let k = 0; k < 5; k++) now = descended(now, activation, one.rate);
    close(flat(now), flat(one.later));
    assert.equal(JSON.stringify(net), before);
  });
  test(`${called}: the surface, and only what changed is worked out again`, () => {
    const shown = surfaces(one.cells, [-0.5, 1.5]);
    assert.ok(shown.update(net, activation));
    close([...shown.values[2]], one.surface);
    assert.ok(!shown.update(net, activation));
    shown.values[0].fill(0);
    assert.ok(shown.update({ ...net, b2: net.b2 + 1 }, activation));
    assert.ok(shown.values[0].every((v) => v === 0)); // left alone
    const { b2, w2 } = net, h2 = shown.values[1];
    close([...shown.sums[2]], [...h2].map((h) => w2[1] * h + b2 + 1));
    assert.ok(shown.update({ ...net, b1: [9, 9] }, activation));
    assert.ok(activation === "relu" || shown.values[0].every((v) => v > 0.5));
  });
}

test("a number is replaced at its place", () => {
  const before = [[1, 2], [3, 4]];
  assert.deepEqual(replaced(before, [1, 0], 9), [[1, 2], [9, 4]]);
  assert.deepEqual(before, [[1, 2], [3, 4]]);
  assert.equal(replaced(5, [], 6), 6);
});

test("numbers that are too large, or none, are found", () => {
  assert.ok(within({ W1: [[1, -2]], b2: 0 }, 2));
  assert.ok(!within({ W1: [[1, -2.1]], b2: 0 }, 2));
  assert.ok(!within({ W1: [[1, NaN]], b2: 0 }, 2));
});
