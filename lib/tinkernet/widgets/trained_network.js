// A network that Python has exported (_exported_network.py), layer by layer. What goes from layer to layer is
// { channels, rows, columns, values } for an image, or the same with rows = columns = 1 for a row of numbers.

/** What Python sent as an array of float32. */
export const float32s = ({ buffer, byteOffset, byteLength }) => new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));

const row = (values) => ({ channels: values.length, rows: 1, columns: 1, values });
const each = (x, f) => ({ ...x, values: x.values.map(f) });
const along = (n, kernel, stride, padding) => Math.floor((n + 2 * padding - kernel) / stride) + 1;

/** Slides a window over every place; `one(o, top, left)` gives a channel's number there. */
function slide({ rows, columns }, { kernel, stride, padding }, channels, one) {
  const high = along(rows, kernel[0], stride[0], padding[0]), wide = along(columns, kernel[1], stride[1], padding[1]);
  const values = new Float64Array(channels * high * wide);
  for (let o = 0, at = 0; o < channels; o++) {
    for (let i = 0; i < high; i++) {
      for (let j = 0; j < wide; j++, at++) values[at] = one(o, i * stride[0] - padding[0], j * stride[1] - padding[1]);
    }
  }
  return { channels, rows: high, columns: wide, values };
}

function conv(x, layer, numbers) {
  const { inputs, outputs, kernel: [high, wide], from } = layer, size = inputs * high * wide, { rows, columns, values } = x;
  return slide(x, layer, outputs, (o, top, left) => {
    let sum = numbers[from + outputs * size + o], w = from + o * size;
    for (let c = 0; c < inputs; c++) {
      for (let k = 0; k < high; k++) {
        const i = top + k, at = (c * rows + i) * columns;
        if (i < 0 || i >= rows) { w += wide; continue; }
        for (let l = 0; l < wide; l++, w++) { const j = left + l; if (j >= 0 && j < columns) sum += numbers[w] * values[at + j]; }
      }
    }
    return sum;
  });
}

function pool(x, layer, largest) {
  const { kernel: [high, wide] } = layer, { rows, columns, values } = x;
  return slide(x, layer, x.channels, (c, top, left) => {
    let most = -Infinity, sum = 0; // the margin is never the largest, but counts in the mean
    for (let i = Math.max(0, top); i < Math.min(rows, top + high); i++) {
      for (let j = Math.max(0, left); j < Math.min(columns, left + wide); j++) {
        const v = values[(c * rows + i) * columns + j];
        most = Math.max(most, v); sum += v;
      }
    }
    return largest ? most : sum / (high * wide);
  });
}

function linear({ values }, { inputs, outputs, from }, numbers) {
  const found = new Float64Array(outputs);
  for (let o = 0; o < outputs; o++) {
    let sum = numbers[from + outputs * inputs + o], w = from + o * inputs;
    for (let i = 0; i < inputs; i++, w++) sum += numbers[w] * values[i];
    found[o] = sum;
  }
  return row(found);
}

export function softmax(scores) {
  const most = Math.max(...scores), shares = Array.from(scores, (z) => Math.exp(z - most)), sum = shares.reduce((a, b) => a + b);
  return shares.map((e) => e / sum);
}

const LAYERS = {
  Linear: linear,
  Conv2d: conv,
  MaxPool2d: (x, layer) => pool(x, layer, true),
  AvgPool2d: (x, layer) => pool(x, layer, false),
  AdaptiveAvgPool2d: (x) => pool(x, { kernel: [x.rows, x.columns], stride: [1, 1], padding: [0, 0] }, false),
  Flatten: (x) => row(x.values),
  ReLU: (x) => each(x, (v) => Math.max(0, v)),
  LeakyReLU: (x, { slope }) => each(x, (v) => (v > 0 ? v : slope * v)),
  Tanh: (x) => each(x, Math.tanh),
  Sigmoid: (x) => each(x, (v) => 0.5 + 0.5 * Math.tanh(0.5 * v)),
  Step: (x) => each(x, (v) => Number(v > 0)),
  Softmax: (x) => ({ ...x, values: Float64Array.from(softmax(x.values)) }),
  BatchNorm: (x, { inputs, from }, numbers) => {
    const size = x.values.length / inputs;
    return { ...x, values: x.values.map((v, k) => { const c = Math.floor(k / size); return v * numbers[from + c] + numbers[from + inputs + c]; }) };
  },
};

/** What every layer answers to an image, the image itself first. */
export function answersOf(layers, numbers, image) {
  const answers = [image];
  for (const layer of layers) answers.push(LAYERS[layer.kind](answers.at(-1), layer, numbers));
  return answers;
}

/** The probabilities: the last answers themselves if a softmax made them, else their softmax. */
export const probabilities = (layers, answers) => {
  const last = [...answers.at(-1).values];
  return layers.at(-1).kind === "Softmax" ? last : softmax(last);
};

/** A drawing of finer cells averaged down: each pixel is the share of its factor x factor cells that are inked, times ink. */
export function averaged(cells, side, factor, ink) {
  const values = new Float64Array(side * side), fine = side * factor;
  cells.forEach((inked, k) => { values[Math.floor(Math.floor(k / fine) / factor) * side + Math.floor(k % fine / factor)] += inked; });
  return { channels: 1, rows: side, columns: side, values: values.map((v) => v * ink / (factor * factor)) };
}
