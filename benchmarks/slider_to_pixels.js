// Measures, inside the page, how long it takes from a moved control to changed pixels.
// A picture has changed when a canvas was painted on, an SVG was altered, or a new image has loaded.
(() => {
  if (window.slider_to_pixels) return;
  let painted = 0, cell = document.body; // only what happens in the control's own cell counts
  const mark = () => { painted = performance.now(); };
  const pen = CanvasRenderingContext2D.prototype;
  for (const name of ["clearRect", "fillRect", "drawImage", "putImageData", "stroke", "fill", "fillText"]) {
    const own = pen[name];
    pen[name] = function (...all) { if (cell.contains(this.canvas)) mark(); return own.apply(this, all); };
  }
  const watch = new MutationObserver((news) => {
    for (const one of news) {
      if (!cell.contains(one.target)) continue;
      if (one.target.closest?.(".tinker svg, .tinker-handle")) mark();
      for (const added of one.addedNodes) {
        const images = added.tagName === "IMG" ? [added] : [...(added.querySelectorAll?.("img") ?? [])];
        for (const image of images) image.complete ? mark() : image.addEventListener("load", mark);
      }
    }
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true });

  /** Moves a control once: a slider, a number, a point, or the handle of an ipywidgets slider. */
  function move(control, k) {
    const back = k % 2;
    if (control.type === "range") {
      const lo = Number(control.min), hi = Number(control.max);
      control.value = lo + (hi - lo) * (0.3 + 0.4 * ((k * 0.37) % 1));
      control.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    const number = control.getAttribute("role") === "spinbutton";
    const key = number ? (back ? "ArrowDown" : "ArrowUp") : back ? "ArrowLeft" : "ArrowRight";
    control.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }

  /** Calls back when the frame that is being made has been rendered. */
  const rendered = (then) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = then;
    after.port2.postMessage(0);
  });

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  window.slider_to_pixels = {
    /** Milliseconds from moving the control to new pixels in the page, several times. */
    async latencies(control, count, patience) {
      const found = [];
      cell = control.closest(".jp-Cell");
      for (let k = 0; k < count; k++) {
        await pause(70 + 16.7 * ((k * 0.618) % 1)); // at no fixed place in a frame
        const began = performance.now();
        move(control, k);
        found.push(await new Promise((done) => {
          const look = () => {
            if (painted >= began) done(painted - began);
            else if (performance.now() - began > patience) done(null);
            else rendered(look);
          };
          rendered(look);
        }));
        if (found.at(-1) === null) break;
      }
      return found;
    },
    /** Frames a second with changed pixels, while the control moves in every frame. */
    async frames(control, milliseconds) {
      cell = control.closest(".jp-Cell");
      const began = performance.now();
      let shown = 0, k = 0, before = painted;
      await new Promise((done) => {
        const next = () => {
          if (painted > before) { shown++; before = painted; }
          if (performance.now() - began > milliseconds) { done(); return; }
          move(control, k++);
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      });
      return shown / milliseconds * 1000;
    },
  };
})();
