import { test } from "node:test";

import { ACTIVATIONS } from "../../lib/tinkernet/widgets/activations.js";
import { loss, weightedSum } from "../../lib/tinkernet/widgets/neuron_tinker.js";
import { cases, close } from "./compared.mjs";

for (const { activation, w, b, points, labels, z, answers, loss: wanted } of cases) {
  test(`${activation}: weighted sums and answers`, () => {
    close(points.map(([x1, x2]) => weightedSum(w, b, x1, x2)), z.slice(0, points.length));
    close(z.map(ACTIVATIONS[activation].value), answers);
  });
  test(`${activation}: the loss`, () => close(loss(activation, w, b, points, labels), wanted));
  if (activation !== "step") {
    test(`${activation}: the slope is that of the curve`, () => {
      for (const at of z.slice(0, points.length)) {
        const { value, slope } = ACTIVATIONS[activation];
        close(slope(at), (value(at + 1e-6) - value(at - 1e-6)) / 2e-6);
      }
    });
  }
}
