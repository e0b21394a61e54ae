import assert from "node:assert/strict";
import { test } from "node:test";

import { progress } from "../../lib/tinkernet/widgets/graph_backprop.js";
import { backward, backwardWords, forward, forwardWords, usesOf } from "../../lib/tinkernet/widgets/graph_operations.js";
import { cases, close } from "./compared.mjs";

const told = ({ steps, leaves }) => `${steps.map(({ name, operation }) => operation || name).join(" ")} at ${leaves}`;

cases.forEach((one, number) => {
  const { steps, leaves, values: wanted, gradients } = one, uses = usesOf(steps);
  const { values, slopes, stop } = forward(steps, leaves);
  test(`${number}: ${told(one)}`, () => {
    assert.equal(stop < 0, wanted !== null);
    if (!wanted) return assert.equal(values[stop], null);
    close(values, wanted);
    close(backward(uses, slopes), gradients);
  });
  test(`${number}: the words end with the numbers`, () => {
    steps.forEach((step, k) => {
      if (step.operation && (stop < 0 || k <= stop)) assert.match(forwardWords(steps, k, values), k === stop ? /has no value/ : /= \S+$/);
      if (stop < 0) assert.match(backwardWords(steps, uses, k, values, slopes, gradients), /^d .* = /);
    });
  });
});

/** What a sentence calculates, where its names and numbers are plain: the last but one part against the last. */
test("what the sentences calculate is true", () => {
  let tried = 0;
  for (const { steps, leaves, values: wanted } of cases) {
    if (!wanted) continue;
    const uses = usesOf(steps), { values, slopes } = forward(steps, leaves), gradients = backward(uses, slopes);
    const compute = (text) => {
      const js = text.replaceAll("−", "-").replaceAll("×", "*").replaceAll("²", "**2").replaceAll("³", "**3").replaceAll("^", "**")
        .replaceAll("σ(", "1 / (1 + 1 / exp(").replace(/(1 \/ \(1 \+ 1 \/ exp\([^)]*\))/, "$1)").replaceAll("e-", "E-")
        .replace(/(\d|\)) (\(|log|\d)/g, "$1 * $2").replace(/\(-(\d[\d.E-]*) \//g, "(-1 * $1 /");
      return new Function("exp", "log", "tanh", "relu", "max", `return ${js}`)(Math.exp, Math.log, Math.tanh, (a) => Math.max(0, a), Math.max);
    };
    steps.forEach((step, k) => {
      const sentences = [step.operation && forwardWords(steps, k, values), k < steps.length - 1 && backwardWords(steps, uses, k, values, slopes, gradients)];
      for (const sentence of sentences.filter(Boolean)) {
        const parts = sentence.split(" = "), result = [parts.at(-2), parts.at(-1)];
        let found;
        try { found = compute(result[0]); } catch { continue; } // not every way of writing is JavaScript's
        const is = compute(result[1]);
        assert.ok(Math.abs(found - is) <= 0.02 * (1 + Math.abs(is)) + 0.02 * Math.abs(found), `${sentence} (${found})`);
        tried++;
      }
    });
  }
  assert.ok(tried > 200, `${tried} sentences could be tried`);
});

test("steps go forward, then back, and stop where there is no value", () => {
  const steps = cases.find(({ steps }) => steps.length === 13).steps, n = steps.length, made = steps.filter((s) => s.operation).length;
  assert.equal(progress(steps, 0, -1).turn, -1);
  for (let at = 1; at <= made + n; at++) {
    const { turn, back, known, arrived } = progress(steps, at, -1);
    assert.equal(back, at > made);
    assert.ok(known[turn]);
    assert.equal(arrived.filter(Boolean).length, Math.max(0, at - made));
    assert.ok(!back || arrived[turn]);
    for (const p of steps[turn].parents) assert.ok(known[p]);
  }
  const broken = steps.findIndex((s) => s.operation), stopped = progress(steps, 99, broken);
  assert.equal(stopped.turn, broken);
  assert.equal(stopped.at, 1);
  assert.ok(!stopped.known[broken] && !stopped.arrived.some(Boolean));
});
