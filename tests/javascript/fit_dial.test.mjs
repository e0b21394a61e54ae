import assert from "node:assert/strict";
import { test } from "node:test";

import "../../lib/tinkernet/widgets/fit_dial.js";
import { MOST, balance, columns, combine, meanSquare, solver, truth } from "../../lib/tinkernet/widgets/fits.js";
import { cases, close } from "./compared.mjs";

for (const { model, points, noise, across, x, y, hidden, e, curves, validation, errors, balances } of cases) {
  const title = `${model}, ${points} points`, table = (at) => columns(model, at, MOST[model], hidden);
  const fits = solver(model, x, hidden)(y);

  test(`${title}: the points`, () => close(x.map((v, i) => truth(v) + noise * e[i]), y));
  test(`${title}: the curves of all sizes`, () => {
    assert.equal(fits.length, curves.length);
    fits.forEach((c, size) => close([...combine(table(across), c)], curves[size]));
  });
  test(`${title}: the errors`, () => {
    const [vx, vy] = validation;
    close(fits.map((c) => meanSquare([...combine(table(x), c)], y)), errors.training);
    close(fits.map((c) => meanSquare([...combine(table(vx), c)], vy)), errors.validation);
  });
  test(`${title}: what they are called`, () => {
    assert.deepEqual(errors.validation.map((_, size) => balance(size, errors.validation)), balances);
  });
}
