import { clamp } from "./tinker.js";
import { add, dragNumber } from "./controls.js";

// A drawn network of two inputs, two hidden units and one output: a line and a number for every weight and bias.

/** The nine numbers: their names, where they are kept, from which unit to which they lead (null: a bias), and how far along they stand. */
const EDGES = [
  ["Weight x1 to h1", "W1", [0, 0], "x1", "h1", 0.5], ["Weight x1 to h2", "W1", [0, 1], "x1", "h2", 0.29],
  ["Weight x2 to h1", "W1", [1, 0], "x2", "h1", 0.29], ["Weight x2 to h2", "W1", [1, 1], "x2", "h2", 0.5],
  ["Bias of h1", "b1", [0], null, "h1"], ["Bias of h2", "b1", [1], null, "h2"],
  ["Weight h1 to the output", "w2", [0], "h1", "a", 0.5], ["Weight h2 to the output", "w2", [1], "h2", "a", 0.5],
  ["Bias of the output", "b2", [], null, "a"],
];
const numberAt = (values, path) => path.reduce((v, k) => v[k], values);

/** Nested lists with the number at a path replaced; the lists given stay as they are. */
export const replaced = (values, [k, ...rest], v) => (k === undefined ? v : values.map((each, n) => (n === k ? replaced(each, rest, v) : each)));

/**
 * Draws into the element around the units' three canvases. `moved({ name: values })` is told a number's new values.
 * Returns arrange(), for a new size, and show(weights).
 */
export function drawnNetwork(over, units, moved) {
  const pen = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag), svg = pen("svg");
  svg.setAttribute("aria-hidden", "true"); // the fields say it all
  over.prepend(svg);
  const inputs = ["x1", "x2"].map((textContent) => add(over, "div", { className: "tinker-input", textContent }));
  let weights = {};
  const edges = EDGES.map(([text, name, path, from, to, share]) => {
    const line = svg.appendChild(pen("line"));
    const field = dragNumber(over, text, { step: 0.1 }, (v) => moved({ [name]: replaced(weights[name], path, v) }));
    field.title = text;
    return { field, line, name, path, from, to, share };
  });
  const labels = ["h1", "h2", "output a"].map((textContent) => svg.appendChild(Object.assign(pen("text"), { textContent })));

  function arrange() {
    const width = over.clientWidth, height = over.clientHeight, near = 94, far = height - near;
    const places = { x1: [20, near], x2: [20, far], h1: [0.46 * width, near], h2: [0.46 * width, far], a: [width - 38, height / 2] };
    const put = (element, [x, y]) => { element.style.left = `${x}px`; element.style.top = `${y}px`; };
    ["x1", "x2"].forEach((name, k) => put(inputs[k], places[name]));
    ["h1", "h2", "a"].forEach((name, k) => {
      const [x, y] = places[name];
      put(units[k], [x, y]);
      labels[k].setAttribute("x", name === "a" ? x + 2 : x - 26);
      labels[k].setAttribute("y", name === "h2" ? y + 52 : y - 44);
    });
    for (const { field, line, from, to, share } of edges) {
      const [x2, y2] = places[to], [x1, y1] = from ? places[from] : [x2, y2 + (to === "h1" ? -74 : 74)];
      put(field, from ? [x1 + share * (x2 - x1), y1 + share * (y2 - y1)] : [x1, y1]);
      Object.entries({ x1, y1, x2, y2 }).forEach(([name, v]) => line.setAttribute(name, v));
    }
  }

  function show(now) {
    weights = now;
    for (const { field, line, name, path } of edges) {
      const v = numberAt(weights[name], path);
      field.show(v);
      line.setAttribute("stroke-width", clamp(0.8 + 1.1 * Math.abs(v), [0.8, 9]).toFixed(2));
      line.setAttribute("stroke-dasharray", v < 0 ? "7 5" : "none");
    }
  }
  return { arrange, show };
}
