import assert from "node:assert/strict";
import { test } from "node:test";

import "../../lib/tinkernet/widgets/descent_race.js";
import { SURFACES, descend, draw, random, regression } from "../../lib/tinkernet/widgets/descents.js";
import { cases, close } from "./compared.mjs";

for (const { surface, telling, points, places, settings, losses, slopes, uniforms, paths } of cases) {
  const { start, loss, slope } = surface === "regression" ? regression(points) : SURFACES[surface];

  test(`${surface}: losses and slopes`, () => {
    close(start, telling);
    close(places.map(([u, v]) => loss(u, v)), losses);
    close(places.map(([u, v]) => slope(u, v)), slopes);
  });
  test(`${surface}: the slopes are those of the losses`, () => {
    const h = 1e-5;
    for (const [u, v] of places) {
      close(slope(u, v), [(loss(u + h, v) - loss(u - h, v)) / 2 / h, (loss(u, v + h) - loss(u, v - h)) / 2 / h]);
    }
  });
  test(`${surface}: the same seed gives the same numbers`, () => {
    const next = random(settings.seed);
    close(uniforms.map(() => next()), uniforms, 1e-15);
  });
  for (const [rule, path] of Object.entries(paths)) {
    test(`${surface}: the path of ${rule}`, () => close([...descend(surface, settings, points, 60)[rule]], path));
  }
}

test("a batch has different examples; one of all of them has all", () => {
  const next = random(5);
  assert.equal(new Set(draw(next, 40, 12)).size, 12);
  assert.deepEqual(draw(next, 7, 7).sort(), [0, 1, 2, 3, 4, 5, 6]);
});

test("what diverges stays a number", () => {
  const settings = { start: [1.9, 1.9], lr: 3, beta: 0.99, batch: 1, bias_correction: true, seed: 1 };
  for (const surface of Object.keys(SURFACES)) {
    for (const path of Object.values(descend(surface, settings, [], 300))) assert.ok(path.every(Number.isFinite));
  }
});
