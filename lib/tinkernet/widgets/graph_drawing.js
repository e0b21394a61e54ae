import { clamp, format } from "./tinker.js";
import { signOf } from "./graph_operations.js";

// The drawing of a graph as SVG: made once for a size, then only its numbers and its look change.

const SVG = "http://www.w3.org/2000/svg", MARGIN = 6, PILL = 24, HEAD = 8, SMALLEST = 0.8;
/** How long and how broad a box is along and across the flow, and how far apart columns are. */
const SHAPES = { wide: { box: [84, 68], least: 134, most: 172 }, tall: { box: [76, 74], least: 122, most: 122 } };

function put(parent, tag, attributes, text = "") {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.textContent = text;
  parent.append(one);
  return one;
}

const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** To the right where there is room, a little smaller if need be, else down: which way, and how large. */
export function wayOf(graph, width) {
  const { box, least } = SHAPES.wide, wanted = Math.max(...graph.wide.columns) * least + box[0] + 2 * MARGIN + PILL / 2;
  return width >= SMALLEST * wanted ? ["wide", Math.min(1, width / wanted)] : ["tall", 1];
}

/** Draws all boxes and arrows; returns the size, the fields' places, and the parts whose look changes. */
export function drawGraph(svg, graph, room) {
  const [kind, size] = wayOf(graph, room), width = room / size, tall = kind === "tall", { columns, across, bends } = graph[kind], { box, least, most } = SHAPES[kind];
  const last = Math.max(...columns), lead = MARGIN + PILL / 2, half = box[1] / 2;
  const pitch = clamp((width - MARGIN - lead - box[0]) / last, [least, most]);
  const lows = [...across, ...bends.flatMap((one) => one[2])], low = Math.min(...across) - half;
  const long = lead + last * pitch + box[0] + MARGIN, broad = Math.max(...lows) - low + half + 2 * MARGIN;
  const shift = (tall ? Math.max(0, (width - broad) / 2) : 0) + MARGIN - low;
  const along = (column) => lead + column * pitch, at = (u, v) => (tall ? [v, u] : [u, v]);
  const [w, h] = tall ? [Math.max(broad, Math.min(width, broad + 2 * shift)), long] : [long, broad];
  svg.replaceChildren();
  svg.setAttribute("width", w); svg.setAttribute("height", h); svg.setAttribute("viewBox", `0 0 ${w} ${h}`);
  const passes = new Map(bends.map(([step, parent, places]) => [`${step},${parent}`, places]));
  const under = put(svg, "g", { fill: "none", stroke: "currentColor" }), over = put(svg, "g", {}), words = put(svg, "g", {});

  const boxes = graph.steps.map((step, k) => {
    const [x, y] = tall ? [across[k] + shift - half, along(columns[k])] : [along(columns[k]), across[k] + shift - half];
    const [wide, high] = tall ? [box[1], box[0]] : box, sign = signOf(step);
    const g = put(over, "g", { fill: "currentColor" }), text = (dy, size, anchor = "end") => put(g, "text", {
      x: anchor === "end" ? x + wide - 5 : anchor === "start" ? x + 5 : x + wide / 2, y: y + dy, "font-size": size, "text-anchor": anchor,
    });
    const rect = put(g, "rect", { x, y, width: wide, height: high, rx: 5, stroke: "currentColor" });
    rect.style.fill = "var(--jp-layout-color1, Field)";
    const top = tall && step.operation ? 10 : 0, name = text(15 + top, 12, "middle"), value = text(37 + top, 13), gradient = text(high - 8, tall ? 11 : 12);
    const caption = text(high - 8, tall ? 9 : 10, "start");
    name.setAttribute("font-weight", "bold");
    name.textContent = shortened(step.operation || step.leaf >= 0 ? step.name : "constant", 10);
    put(name, "title", {}, step.name); // the whole name, where it was too long
    if (step.operation) {
      const room = PILL + Math.max(0, sign.length - 2) * 6, [px, py] = at(along(columns[k]), across[k] + shift);
      const disc = put(g, "rect", { x: px - room / 2, y: py - PILL / 2, width: room, height: PILL, rx: PILL / 2, stroke: "currentColor" });
      disc.style.fill = "var(--jp-layout-color0, Canvas)";
      put(g, "text", { x: px, y: py + 5, "font-size": sign.length > 2 ? 11 : 15, "text-anchor": "middle" }, sign);
    }
    return { rect, value, gradient, caption, field: [x + 4, y + 19, wide - 8] };
  });

  const edges = graph.steps.flatMap((step, k) => {
    const ends = step.parents.map((p) => (passes.get(`${k},${p}`) || []).at(-1) ?? across[p]);
    const order = ends.map((_, i) => i).sort((i, j) => ends[i] - ends[j]);
    const room = PILL + (step.operation ? Math.max(0, signOf(step).length - 2) * 6 : 0);
    return step.parents.map((p, i) => {
      const n = ends.length, offset = n > 1 ? (order.indexOf(i) / (n - 1) - 0.5) * (tall ? room * 0.6 : 14) : 0;
      const tip = along(columns[k]) - (tall ? PILL : room) / 2;
      const stations = [[along(columns[p]) + box[0], across[p]]];
      (passes.get(`${k},${p}`) || []).forEach((v, c) => {
        const start = along(columns[p] + c + 1);
        stations.push([start - PILL / 2, v], [start + box[0], v]);
      });
      stations.push([tip - 1, across[k] + offset]);
      const places = stations.map(([u, v]) => [u, v + shift]);
      const line = put(under, "path", { d: swing(places, at) });
      const [before, end] = places.slice(-2), [u, v] = end;
      const there = put(under, "path", { d: head(u, v, HEAD, at), fill: "currentColor" });
      if (["-", "/", "**"].includes(step.operation)) { // which comes first matters: the operands are numbered
        const side = offset < 0 ? -1 : 1, [x, y] = tall ? [shift + across[k] + (room / 2 + 6) * side, tip + 4] : [tip + 1, shift + across[k] + (side < 0 ? -13 : 20)];
        put(words, "text", { x, y, "font-size": 10, "text-anchor": "middle", fill: "currentColor" }, String(i + 1));
      }
      const back = put(under, "path", { d: head(...places[0], -HEAD, at), fill: "currentColor" });
      // Beside the edge, on the side that it comes from.
      const [mx, my] = at((before[0] + u) / 2, (before[1] + v) / 2), second = offset > 0;
      const place = tall ? { x: mx + (second ? 9 : -9), y: my + 4, "text-anchor": second ? "start" : "end" } : { x: mx, y: my + (second ? 22 : -12), "text-anchor": "middle" };
      const slope = put(words, "text", { ...place, "font-size": 12, "font-weight": "bold",
        fill: "currentColor", "stroke-width": 5, "paint-order": "stroke", "stroke-linejoin": "round" });
      slope.style.stroke = "var(--jp-layout-color0, Canvas)";
      return { from: p, to: k, operand: i, line, there, back, slope };
    });
  });
  return { boxes, edges, size, height: h };
}

/** A way through places that leaves and meets them along the flow. */
function swing(places, at) {
  return places.map(([u, v], k) => {
    if (!k) return `M${at(u, v)}`;
    const [u0, v0] = places[k - 1], middle = (u0 + u) / 2;
    return v === v0 ? `L${at(u, v)}` : `C${at(middle, v0)} ${at(middle, v)} ${at(u, v)}`;
  }).join("");
}

const head = (u, v, length, at) => `M${at(u, v)}L${at(u - length, v - 4)}L${at(u - length, v + 4)}Z`;

/** Shows how far the flow has come: what is known, whose turn it is, and which edges are used. */
export function showGraph({ boxes, edges }, graph, { values, gradients, slopes, known, arrived, turn, back }) {
  boxes.forEach(({ rect, value, gradient, caption }, k) => {
    const { operation, leaf } = graph.steps[k];
    rect.setAttribute("stroke-width", k === turn ? 4 : operation ? 1 : 2);
    rect.setAttribute("stroke-dasharray", known[k] ? "none" : "4 4");
    value.textContent = leaf >= 0 ? "" : known[k] ? format(values[k], 3) : "?";
    caption.textContent = back || known.every(Boolean) ? "grad" : "";
    gradient.textContent = arrived[k] ? format(gradients[k], 3) : caption.textContent && "?";
  });
  for (const { from, to, operand, line, there, back: reversed, slope } of edges) {
    const used = back ? from === turn : to === turn;
    line.setAttribute("stroke-width", used ? 4.5 : 1.2);
    line.setAttribute("stroke-opacity", used ? 1 : 0.75);
    there.style.display = used && back ? "none" : "";
    reversed.style.display = used && back ? "" : "none";
    slope.textContent = used && back ? `× ${format(slopes[to][operand], 3)}` : "";
  }
}
