"use strict";
/* Moving and zooming the map: wheel, mouse, one finger and two, and keys. */
(() => {
  const page = window.hezuo;
  const LINE = 16; // pixels of a wheel that counts in lines

  /* `zoom(factor, x, y)` about a point of the box, `shift(dx, dy)` in pixels, `whole()`. */
  page.movable = (box, { zoom, shift, whole }) => {
    const held = new Map(); // pointers that are down, and where
    let isMoved = false;

    const inBox = ({ clientX, clientY }) => {
      const { left, top } = box.getBoundingClientRect();
      return [clientX - left, clientY - top];
    };

    box.addEventListener("wheel", (event) => {
      event.preventDefault();
      const far = event.deltaY * (event.deltaMode === 1 ? LINE : 1);
      zoom(Math.exp(-Math.max(-300, Math.min(300, far)) / 450), ...inBox(event));
    }, { passive: false });

    box.addEventListener("pointerdown", (event) => {
      held.set(event.pointerId, inBox(event));
      isMoved = false;
    });
    addEventListener("pointermove", (event) => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const now = inBox(event), far = Math.hypot(now[0] - before[0], now[1] - before[1]);
      if (!isMoved && far < 4) return; // a click
      isMoved = true;
      const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
      held.set(event.pointerId, now);
      if (!other) {
        shift(now[0] - before[0], now[1] - before[1]);
        return;
      }
      const apart = (point) => Math.max(Math.hypot(point[0] - other[0], point[1] - other[1]), 1);
      zoom(apart(now) / apart(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => held.delete(event.pointerId));

    const middle = () => [box.clientWidth / 2, box.clientHeight / 2];
    const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    box.addEventListener("keydown", (event) => {
      if (steps[event.key]) shift(...steps[event.key]);
      else if (event.key === "+" || event.key === "=") zoom(1.25, ...middle());
      else if (event.key === "-") zoom(0.8, ...middle());
      else if (event.key === "0") whole();
      else return;
      event.preventDefault();
    });
  };
})();
