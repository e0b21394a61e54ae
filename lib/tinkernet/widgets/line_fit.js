import {
  announcer, buttons, clamp, disc, format, numbers, padded, painter, ramp, scale, sheet, slider, theme, trace,
} from "./tinker.js";
import { frame } from "./controls.js";

// LineFit: points and a line on the left, the line's place on the surface of its MSE on the right.
// The mathematics comes first and is exported, so that tests can compare it with NumPy.

/** Means, and mean products around the means: all that the MSE needs to know of the points. */
export function moments(x, y) {
  const m = { n: x.length, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
  for (let i = 0; i < m.n; i++) { m.x += x[i] / m.n; m.y += y[i] / m.n; }
  for (let i = 0; i < m.n; i++) {
    const dx = x[i] - m.x, dy = y[i] - m.y;
    m.xx += dx * dx / m.n; m.xy += dx * dy / m.n; m.yy += dy * dy / m.n;
  }
  return m;
}

/** The mean squared error of y = a x + b. Sums of raw squares would cancel far from zero. */
export const mse = (m, a, b) => Math.max(0, a * a * m.xx - 2 * a * m.xy + m.yy) + (a * m.x + b - m.y) ** 2;

export function leastSquares(m) {
  const a = m.xx > 0 ? m.xy / m.xx : 0;
  return [a, m.y - a * m.x];
}

/** The MSE at the centres of width x height pixels, row by row from the top (largest b). */
export function surface(m, aRange, bRange, width, height) {
  const sa = scale(...aRange, 0, width), sb = scale(...bRange, height, 0);
  const values = new Float64Array(width * height);
  for (let j = 0, k = 0; j < height; j++) {
    for (let i = 0; i < width; i++, k++) values[k] = mse(m, sa.from(i + 0.5), sb.from(j + 0.5));
  }
  return values;
}

/** Points (a, b) where the MSE is r * r above its minimum: an ellipse. */
export function ellipse(m, r, count = 120) {
  const [a, b] = leastSquares(m), sd = Math.sqrt(m.xx) || 1e-9;
  return Array.from({ length: count + 1 }, (_, k) => {
    const da = r * Math.cos(2 * Math.PI * k / count) / sd;
    return [a + da, b + r * Math.sin(2 * Math.PI * k / count) - m.x * da];
  });
}

/** Heat map and contour lines with their MSE, between the axes of s. */
function drawSurface(s, m, aRange, bRange, start, look) {
  const { pen, box, sx, sy } = s, best = mse(m, ...leastSquares(m));
  const corners = aRange.flatMap((a) => bRange.map((b) => mse(m, a, b)));
  const top = Math.sqrt(Math.max(...corners) - best) || 1;
  const w = Math.ceil(box.right - box.left), h = Math.ceil(box.bottom - box.top);
  const heat = document.createElement("canvas");
  heat.width = w; heat.height = h;
  const image = new ImageData(w, h), shades = Array.from({ length: 256 }, (_, k) => ramp(k / 255, look.dark));
  surface(m, aRange, bRange, w, h).forEach((v, k) => {
    // The power spreads the shades as the contours: closer together at the bottom.
    const shade = shades[Math.min(255, Math.round(255 * (Math.sqrt(Math.max(0, v - best)) / top) ** (2 / 3)))];
    for (let c = 0; c < 3; c++) image.data[4 * k + c] = shade[c];
    image.data[4 * k + 3] = 255;
  });
  heat.getContext("2d").putImageData(image, 0, 0);
  pen.save();
  s.clip(pen);
  pen.drawImage(heat, box.left, box.top, box.right - box.left, box.bottom - box.top);
  // Numbers keep away from each other and from where the path of descent is likely to be.
  const [a, b] = leastSquares(m), likely = [0, 0.25, 0.5, 0.75, 1].map((t) => [a + t * (start[0] - a), b + t * (start[1] - b)]);
  const taken = likely.map(([u, v]) => [sx.to(u), sy.to(v)]);
  pen.font = `12px ${look.font}`; pen.textAlign = "center"; pen.lineWidth = 1;
  for (let k = 1; k < 9; k++) {
    const r = top * (k / 9) ** 1.5, line = ellipse(m, r).map(([a, b]) => [sx.to(a), sy.to(b)]);
    pen.strokeStyle = look.ink; pen.globalAlpha = 0.45;
    trace(pen, line);
    pen.stroke();
    if (k % 2) continue;
    const gap = ([x, y]) => Math.min(...taken.map(([u, v]) => Math.hypot((x - u) / 2, y - v)));
    const inside = line.filter(([x, y]) => x > box.left + 30 && x < box.right - 30 && y > box.top + 14 && y < box.bottom - 14);
    const place = inside.reduce((far, p) => (!far || gap(p) > gap(far) ? p : far), null);
    if (!place || gap(place) < 24) continue;
    taken.push(place);
    pen.globalAlpha = 1; pen.strokeStyle = look.paper; pen.fillStyle = look.ink;
    pen.lineWidth = 4; pen.lineJoin = "round";
    pen.strokeText(format(best + r * r, 3), place[0], place[1] + 4);
    pen.fillText(format(best + r * r, 3), place[0], place[1] + 4);
    pen.lineWidth = 1;
  }
  pen.restore();
}

const PAGE = `
  <div class="tinker-views"><div>The points and the line<canvas role="img"></canvas></div>
    <div>The MSE of every line, written on the contours<canvas role="img"></canvas></div></div>
  <div class="tinker-sliders"></div>
  <div class="tinker-buttons"><button type="button">Step</button><button type="button">Run</button>
    <button type="button">Reset</button><span class="tinker-number"></span></div>
  <p class="tinker-message"></p><div class="tinker-live" aria-live="polite"></div>`;
const SLIDERS = { a: "Slope a", b: "Intercept b", lr: "Learning rate" };

function render({ model, el }) {
  const { root, part, refresh, live } = frame(model, el, PAGE, ["a", "b", "lr"], (values) => { control.halt(); loop.put(values); },
    { lr: (v) => v > 0 && Number.isFinite(v) });
  const [plot, valley] = root.querySelectorAll("canvas");
  const readout = part("number"), message = part("message"), spoken = part("live");
  const get = (name) => model.get(name), x = numbers(get("x")), y = numbers(get("y")), m = moments(x, y);
  let left, right, look, stale = true;

  const loop = painter(model, paint), voice = announcer(speak);
  const control = buttons(model, root.querySelectorAll("button"), (text) => { message.textContent = text; });
  const redraw = () => { stale = true; loop.soon(); };
  const move = (a, b) => loop.put({ a: clamp(a, get("a_range")), b: clamp(b, get("b_range")) });
  const sliders = Object.entries(SLIDERS).map(([name, text]) => {
    const moved = (value) => { if (name !== "lr") control.halt(); loop.put({ [name]: value }); };
    const show = slider(part("sliders"), text, moved, name === "lr");
    return () => show(get(name), get(`${name}_range`));
  });

  function prepare() {
    look = theme(root);
    const xRange = padded(x, 0.06), around = padded(y, 0.6), [a, b] = get("start");
    // Leave room for the line at the start, unless it is far away.
    const yRange = padded([...y, ...xRange.map((u) => clamp(a * u + b, around))], 0.06);
    left = sheet(plot, xRange, yRange, get("xlabel"), get("ylabel"), look);
    left.grips = [0.2, 0.8].map((t) => xRange[0] + t * (xRange[1] - xRange[0]));
    left.pen.save();
    left.pen.fillStyle = look.points;
    left.pen.globalAlpha = x.length > 150 ? 0.55 : 0.85;
    for (let i = 0; i < x.length; i++) {
      left.pen.beginPath();
      left.pen.arc(left.sx.to(x[i]), left.sy.to(y[i]), x.length > 150 ? 2.5 : 4, 0, 2 * Math.PI);
      left.pen.fill();
    }
    left.pen.restore();
    right = sheet(valley, get("a_range"), get("b_range"), "slope a", "intercept b", look);
    drawSurface(right, m, get("a_range"), get("b_range"), get("start"), look);
    stale = false;
  }

  const gripAt = (k) => {
    const u = left.grips[k], v = left.sy.to(get("a") * u + get("b"));
    return [left.sx.to(u), clamp(v, [left.box.top + 9, left.box.bottom - 9])];
  };
  const dotAt = () => [
    clamp(right.sx.to(get("a")), [right.box.left, right.box.right]),
    clamp(right.sy.to(get("b")), [right.box.top, right.box.bottom]),
  ];

  function paint() {
    for (const show of sliders) show();
    refresh();
    readout.textContent = `MSE = ${format(mse(m, get("a"), get("b")), 5)}`;
    message.textContent = get("message");
    voice.soon();
    if (!plot.clientWidth) return; // not on the page yet; the observer below calls again
    if (stale) prepare();
    paintLine(plot.getContext("2d"));
    paintPath(valley.getContext("2d"));
  }

  function paintLine(ctx) {
    const a = get("a"), b = get("b"), at = (u) => left.sy.to(a * u + b);
    ctx.clearRect(0, 0, left.width, left.height);
    ctx.drawImage(left.back, 0, 0, left.width, left.height);
    ctx.save();
    left.clip(ctx);
    ctx.setLineDash([3, 3]); ctx.lineWidth = 1; ctx.strokeStyle = look.ink;
    ctx.globalAlpha = x.length > 150 ? 0.35 : 0.7;
    for (let i = 0; i < x.length; i++) { // one stroke each: dashing them as one path takes twice as long
      trace(ctx, [[left.sx.to(x[i]), left.sy.to(y[i])], [left.sx.to(x[i]), at(x[i])]]);
      ctx.stroke();
    }
    ctx.globalAlpha = 1; ctx.setLineDash([]); ctx.lineWidth = 3;
    trace(ctx, [left.box.left, left.box.right].map((px) => [px, at(left.sx.from(px))]));
    ctx.stroke();
    ctx.restore();
    for (const k of [0, 1]) disc(ctx, ...gripAt(k), 8, look.paper, look.ink);
  }

  function paintPath(ctx) {
    ctx.clearRect(0, 0, right.width, right.height);
    ctx.drawImage(right.back, 0, 0, right.width, right.height);
    const path = get("path").map(([u, v]) => [right.sx.to(u), right.sy.to(v)]);
    ctx.save();
    right.clip(ctx);
    ctx.strokeStyle = ctx.fillStyle = look.ink; ctx.lineWidth = 1.5;
    trace(ctx, path);
    ctx.stroke();
    for (const [u, v] of path) { ctx.beginPath(); ctx.arc(u, v, 3, 0, 2 * Math.PI); ctx.fill(); }
    if (path.length) ctx.strokeRect(path[0][0] - 6, path[0][1] - 6, 12, 12); // where it began
    ctx.restore();
    disc(ctx, ...dotAt(), 8, look.ink, look.paper);
  }

  function speak() {
    const b = get("b"), line = `y = ${format(get("a"))} x ${b < 0 ? "−" : "+"} ${format(Math.abs(b))}, ${readout.textContent}`;
    if (spoken.textContent !== line) spoken.textContent = line;
    plot.setAttribute("aria-label", `${x.length} points and the line ${line}`);
    valley.setAttribute("aria-label", `Surface of the MSE over a and b; the line is at a = ${format(get("a"))}, ` +
      `b = ${format(get("b"))}, ${readout.textContent}; ${get("path").length} points on the path of descent`);
  }

  /** Let pick(px, py, reach) choose what a press takes hold of: a function that follows it. */
  function draggable(canvas, pick) {
    let hold = null, pointer = 0;
    const at = (e) => { const r = canvas.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
    const drop = (e) => { if (e.pointerId === pointer) hold = null; };
    canvas.addEventListener("pointerdown", (e) => {
      if (e.button || hold || stale) return;
      hold = pick(...at(e), e.pointerType === "touch" ? 28 : 14);
      if (!hold) return;
      pointer = e.pointerId;
      canvas.setPointerCapture(pointer);
      control.halt();
      hold(...at(e));
    });
    canvas.addEventListener("pointermove", (e) => {
      if (hold && e.pointerId === pointer) hold(...at(e));
      else if (!hold && !stale) canvas.style.cursor = pick(...at(e), 14) ? "grab" : "";
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) canvas.addEventListener(end, drop);
  }

  draggable(plot, (px, py, reach) => {
    const { sx, sy, grips, box } = left, a = get("a"), b = get("b");
    if (px < box.left || px > box.right) return null;
    const gaps = [0, 1].map((k) => Math.hypot(px - gripAt(k)[0], py - gripAt(k)[1]));
    const k = gaps[0] < gaps[1] ? 0 : 1;
    if (gaps[k] <= reach) { // a handle turns the line about the other one
      const fixed = grips[1 - k], height = a * fixed + b, off = gripAt(k)[1] - py;
      return (_, qy) => {
        const slope = clamp((sy.from(qy + off) - height) / (grips[k] - fixed), get("a_range"));
        move(slope, height - slope * fixed);
      };
    }
    const tilt = Math.hypot(1, (sy.to(a) - sy.to(0)) / (sx.to(1) - sx.to(0)));
    if (Math.abs(py - sy.to(a * sx.from(px) + b)) / tilt > reach) return null;
    return (_, qy) => move(a, b + sy.from(qy) - sy.from(py)); // the line itself shifts
  });
  draggable(valley, (px, py, reach) => {
    const { sx, sy, box } = right, [u, v] = dotAt(), near = Math.hypot(px - u, py - v) <= reach;
    if (!near && (px < box.left || px > box.right || py < box.top || py > box.bottom)) return null;
    const [du, dv] = near ? [u - px, v - py] : [0, 0];
    return (qx, qy) => move(sx.from(qx + du), sy.from(qy + dv));
  });

  return live([loop, voice, control], redraw, [
    [["a", "b", "lr", "path", "message"], loop.soon],
    [["a_range", "b_range", "lr_range", "start", "xlabel", "ylabel"], redraw],
  ]);
}

export default { render };
