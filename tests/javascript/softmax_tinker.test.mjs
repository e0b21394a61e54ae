import { test } from "node:test";

import { crossEntropy, slopes, softmax } from "../../lib/tinkernet/widgets/softmax_tinker.js";
import { cases, close } from "./compared.mjs";

cases.forEach(({ logits, truth, temperature, probabilities, loss, gradient }, k) => {
  test(`case ${k}, T = ${temperature}: probabilities, loss and gradient`, () => {
    const p = softmax(logits, temperature);
    close(p, probabilities);
    close(crossEntropy(logits, truth, temperature), loss);
    close(slopes(p, truth, temperature), gradient);
  });
  test(`case ${k}: the gradient is the slope of the loss`, () => {
    if (Math.max(...logits.map(Math.abs)) > 100) return; // too large for differences
    const step = 1e-6, found = logits.map((_, i) => {
      const [up, down] = [step, -step].map((d) => crossEntropy(logits.map((v, j) => v + (i === j ? d : 0)), truth, temperature));
      return (up - down) / (2 * step);
    });
    close(found, gradient, 1e-5);
  });
});
