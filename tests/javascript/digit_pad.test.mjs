import assert from "node:assert/strict";
import { test } from "node:test";

import { arranged } from "../../lib/tinkernet/widgets/digit_pad.js";
import { cellsOf } from "../../lib/tinkernet/widgets/drawing.js";
import { answersOf, averaged, float32s, probabilities, softmax } from "../../lib/tinkernet/widgets/trained_network.js";
import { cases, close } from "./compared.mjs";

for (const { layers, numbers, side, finer, drawing, image, answer, probabilities: wanted } of cases) {
  const name = layers.map(({ kind }) => kind).join(" "), bytes = Buffer.from(numbers, "base64");
  const weights = float32s(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const given = averaged(cellsOf(drawing), side, finer, 3);
  test(`${name}: the image is averaged`, () => close([...given.values], image));
  test(`${name}: as the network's forward, to 1e-5`, () => {
    const answers = answersOf(layers, weights, given);
    assert.equal(answers.length, layers.length + 1);
    close([...answers.at(-1).values], answer, 1e-5);
    close(probabilities(layers, answers), wanted, 1e-5);
    for (const { channels, rows, columns, values } of answers) assert.equal(values.length, channels * rows * columns);
  });
}

test("softmax does not overflow", () => close(softmax([1000, 1000, -1000]), [0.5, 0.5, 0]));

test("maps are arranged to be large", () => {
  assert.equal(arranged(8, 320, 320, { rows: 8, columns: 8 }), 3);
  assert.equal(arranged(4, 320, 80, { rows: 8, columns: 8 }), 4);
  assert.equal(arranged(1, 320, 320, { rows: 28, columns: 28 }), 1);
});
