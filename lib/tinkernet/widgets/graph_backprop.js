import { announcer, clamp, format, painter } from "./tinker.js";
import { comparison, dragNumber, frame } from "./controls.js";
import { backward, backwardWords, forward, forwardWords, usesOf } from "./graph_operations.js";
import { drawGraph, showGraph } from "./graph_drawing.js";

// GraphBackprop: values flow forward through a graph, gradients flow back, a step at a time.

/** What a number of steps has reached: first one an operation, then one a value, from the last to the first. */
export function progress(steps, step, stop) {
  const made = steps.flatMap(({ operation }, k) => (operation ? [k] : [])), n = steps.length, most = made.length + n;
  const end = stop < 0 ? most : made.indexOf(stop) + 1, at = Math.min(step, end), ways = Math.max(0, at - made.length);
  const turn = at === 0 ? -1 : ways ? n - ways : made[at - 1];
  const known = steps.map(({ operation }, k) => (!operation || made.indexOf(k) < at) && k !== stop);
  return { at, end, turn, back: ways > 0, known, arrived: steps.map((_, k) => k >= n - ways), forwards: made.length, most };
}

const PAUSE = 900; // milliseconds between the steps of a run
const PAGE = `
  <div class="tinker-room" style="overflow: auto hidden; padding-bottom: 6px"><div class="tinker-graph" style="position: relative; transform-origin: 0 0">
    <svg role="img" aria-label="A graph" style="display: block"></svg></div></div>
  <div class="tinker-buttons"><button type="button">Step</button><button type="button">Run</button><button type="button">Reset</button>
    <span class="tinker-number"></span></div>
  <p class="tinker-message"></p><div class="tinker-live" aria-live="polite"></div>`;

function render({ model, el }) {
  const get = (name) => model.get(name), graph = get("graph"), { steps } = graph, uses = usesOf(steps);
  const loop = painter(model, paint), voice = announcer(speak), yours = comparison(model, "compare");
  const { root, part, refresh, live } = frame(model, el, PAGE, ["leaves", "step"], (values) => {
    halt();
    change("step" in values ? { ...values, step: clamp(Math.round(values.step), [0, progress(steps, 0, -1).most]) } : values);
  });
  const [stepButton, runButton, resetButton] = root.querySelectorAll("button"), svg = root.querySelector("svg"), last = steps.length - 1;
  let drawn = null, stale = true, frameAsked = 0, due = 0, now;

  function change(values) {
    loop.put(values);
    if (values.leaves) yours.soon();
  }
  const redraw = () => { stale = true; loop.soon(); };

  const { columns, across } = graph.wide, reading = (i, j) => columns[i] - columns[j] || across[i] - across[j];
  const fields = steps.map((_, k) => k).filter((k) => steps[k].leaf >= 0).sort(reading).map((k) => {
    const { name, leaf, data } = steps[k];
    const reach = Math.max(20, Math.ceil(10 * Math.abs(data)));
    const field = dragNumber(part("graph"), name, { range: [-reach, reach] }, (v) => change({ leaves: get("leaves").map((u, i) => (i === leaf ? v : u)) }));
    field.style.position = "absolute";
    field.style.width = "6em";
    return { field, leaf, k };
  });

  // ---- Steps, in the browser alone

  function compute() {
    const { values, slopes, stop } = forward(steps, get("leaves"));
    const gradients = stop < 0 ? backward(uses, slopes) : [];
    now = { values, slopes, gradients, stop, ...progress(steps, get("step"), stop) };
  }
  function advance() { // after the end it begins again
    compute();
    change({ step: now.at < now.end ? now.at + 1 : now.stop < 0 ? 0 : now.at });
    return now.at + 1 < now.end;
  }
  function tick(time) {
    frameAsked = 0;
    if (time >= due) {
      due = time + PAUSE;
      if (!advance()) return halt();
    }
    frameAsked = requestAnimationFrame(tick);
  }
  function halt() {
    cancelAnimationFrame(frameAsked);
    frameAsked = 0;
    runButton.textContent = "Run";
  }
  stepButton.addEventListener("click", () => { halt(); advance(); });
  resetButton.addEventListener("click", () => { halt(); change({ step: 0 }); });
  runButton.addEventListener("click", () => {
    if (frameAsked) return halt();
    compute();
    if (now.at >= now.end) change({ step: 0 });
    runButton.textContent = "Stop";
    due = 0;
    frameAsked = requestAnimationFrame(tick);
  });

  // ---- What is seen

  function told() {
    const { at, turn, back, values, slopes, gradients, stop, forwards, most } = now, done = at === most;
    const given = fields.map(({ field, leaf }) => `${field.ariaLabel} = ${format(get("leaves")[leaf])}`).join(", ");
    if (!at) return `Given: ${given}; drag these numbers or type. Step computes the next value; after the last one the gradients flow back.`;
    const sentence = back ? backwardWords(steps, uses, turn, values, slopes, gradients) : forwardWords(steps, turn, values);
    const next = done ? " All gradients are there: drag a leaf, and see what follows." : at === forwards && stop < 0 ? " All values are there: the next step begins the way back." : "";
    return `${back ? "Back" : "Forward"}: ${sentence}.${next}`;
  }

  function paint() {
    compute();
    for (const { field, leaf } of fields) field.show(get("leaves")[leaf]);
    refresh();
    const { at, forwards, known, arrived, values, back, stop, end, most } = now, { name } = steps[last];
    const where = at <= forwards ? `forward ${at} of ${forwards}` : `back ${at - forwards} of ${most - forwards}`;
    part("number").textContent = `${known[last] ? `${name} = ${format(values[last])}; ` : ""}${where}`;
    part("message").textContent = [told(), get("message")].filter(Boolean).join(" ");
    stepButton.disabled = stop >= 0 && at >= end;
    voice.soon();
    if (!part("room").clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) place();
    showGraph(drawn, graph, now);
  }

  function place() {
    drawn = drawGraph(svg, graph, part("room").clientWidth);
    part("graph").style.transform = drawn.size < 1 ? `scale(${drawn.size})` : "";
    part("graph").style.height = `${drawn.size * drawn.height}px`;
    for (const { field, k } of fields) {
      const [x, y, width] = drawn.boxes[k].field;
      Object.assign(field.style, { left: `${x}px`, top: `${y}px`, width: `${width}px` });
    }
    stale = false;
  }

  function speak() {
    const line = told();
    if (part("live").textContent !== line) part("live").textContent = line;
    const parts = steps.flatMap((step, k) => {
      const name = step.operation || step.leaf >= 0 ? step.name : "a constant";
      if (!now.known[k]) return [`${name} not computed yet`];
      return [`${name} = ${format(now.values[k], 3)}${now.arrived[k] ? `, gradient ${format(now.gradients[k], 3)}` : ""}`];
    });
    svg.setAttribute("aria-label", `A graph that leads to ${steps[last].name}: ${parts.join("; ")}`);
  }

  return live([loop, voice, yours, { stop: halt }], redraw, [
    [["leaves", "step", "message", "yours"], loop.soon],
    [["leaves"], yours.soon],
  ]);
}

export default { render };
