import assert from "node:assert/strict";
import { test } from "node:test";

import { foundWords, kernelOf, motifOf, scan, widened } from "../../lib/tinkernet/widgets/motif_scanner.js";
import { cases, close } from "./compared.mjs";

for (const { motif, sequence, exact, kernel, scores } of cases) {
  test(`${motif}: the scores of its kernel`, () => close([...scan(sequence, kernelOf(motif))], exact));
  test(`${motif}: the scores of any kernel`, () => close([...scan(sequence, kernel)], scores));
  test(`${motif}: known again`, () => {
    assert.equal(motifOf(kernelOf(motif)), motif);
    assert.equal(motifOf(kernel), "");
    assert.equal(motifOf(widened(kernelOf(motif), motif.length - 1)), motif.slice(0, -1));
    assert.deepEqual(widened(kernelOf(motif), 9).at(-1), [0, 0, 0, 0]);
  });
}

test("the words say whether and where", () => {
  const words = (sequence, threshold) => foundWords(sequence, kernelOf("GAT"), scan(sequence, kernelOf("GAT")), threshold);
  assert.match(words("CCGATCCC", 2.5), /largest score is 3, at letter 3 \(GAT\), at or above the threshold 2\.5: so it is there\. .* b = −2\.5/);
  assert.match(words("GATGATCC", 3), /there, in 2 windows/);
  assert.match(words("CCGCTCCC", 2.5), /below the threshold 2\.5: so it is not there/);
});
