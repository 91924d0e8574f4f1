"use strict";
/* Marks of drawings by keyboard: they act as buttons do, and many of them are one stop of Tab. */
(() => {
  const page = window.hezuo;
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  /* Makes a mark act on a click, on Enter and on Space. */
  function pressable(mark, action) {
    mark.setAttribute("role", "button");
    mark.setAttribute("tabindex", -1);
    mark.addEventListener("click", action);
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      action();
    });
  }

  /* Tab reaches one of the marks, arrows the others: those of each selector in their order. */
  function walkable(drawing, ...kinds) {
    const selectors = kinds.length ? kinds : ["[role=button]"];
    const marks = () => selectors.flatMap((selector) => [...drawing.querySelectorAll(selector)]);
    marks()[0]?.setAttribute("tabindex", 0);
    drawing.addEventListener("focusin", (event) => {
      for (const mark of marks()) mark.setAttribute("tabindex", mark === event.target ? 0 : -1);
    });
    drawing.addEventListener("keydown", (event) => {
      const all = marks();
      const here = all.indexOf(event.target);
      if (here < 0) return;
      const wanted = { Home: 0, End: all.length - 1 }[event.key] ?? here + (STEPS[event.key] ?? 0);
      if (wanted === here || !all[wanted]) return;
      all[wanted].focus();
      event.preventDefault();
      event.stopPropagation(); // the view itself moves by arrows
    });
  }

  Object.assign(page, { pressable, walkable });
})();
