"use strict";
/* Keys, dark and light, and printing. Then the page begins. */
(() => {
  const page = window.hezuo, { data, find } = page;
  const wanted = matchMedia("(prefers-color-scheme: dark)");
  const dress = (name) => { document.documentElement.dataset.theme = name; };
  dress(wanted.matches ? "dark" : "light");
  find("theme").addEventListener("click", () => dress(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  find("print").addEventListener("click", () => print());

  const actions = {
    j: () => page.step(1),
    k: () => page.step(-1),
    a: () => page.decideSelected("accept"),
    r: () => page.decideSelected("refuse"),
    e: () => page.edit(),
    u: () => page.undo(),
    "[": () => page.turn(-1),
    "]": () => page.turn(1),
    "/": () => { find("filters").open = true; find("search").focus(); find("search").select(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isWriting = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && !["checkbox", "range"].includes(event.target.type);
    if (event.key === "Escape") {
      if (page.editing) { page.editing = false; page.select(page.selected, { focus: true }); }
      else if (page.filter.here) find("here").querySelector("button").click();
      else if (event.target === find("search")) find("facts").focus();
      else return;
    } else if (!isWriting && Object.hasOwn(actions, event.key)) actions[event.key]();
    else return;
    event.preventDefault();
  });

  find("filters").open = !matchMedia("(max-width: 700px)").matches;
  page.restore();
  page.show(data.reports[0] ?? page.report);
  document.body.dataset.ready = "true";
  window.hezuoReady = true;
})();
