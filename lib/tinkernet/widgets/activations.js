// The activations of the course, each with its slope; the same as in tinkernet.nn.functional.

export const ACTIVATIONS = {
  step: { value: (z) => (z > 0 ? 1 : 0), slope: () => 0, span: [0, 1], middle: 0.5 },
  sigmoid: { value: (z) => 0.5 + 0.5 * Math.tanh(0.5 * z), slope: (z) => { const a = 0.5 + 0.5 * Math.tanh(0.5 * z); return a * (1 - a); }, span: [0, 1], middle: 0.5 },
  tanh: { value: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2, span: [-1, 1], middle: 0 },
  relu: { value: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0), span: [0, 3], middle: 0.5 },
};
