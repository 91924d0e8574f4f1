"use strict";
/* On paper: the view on show, as a drawing that fits a page or as a table of all its rows, always
   dark on light; and below it what the panel shows. */
(() => {
  const page = window.hezuo, { words, filter, range, element, find } = page;
  const paper = find("paper");
  let theme = null; // that of the screen, while printing

  /* What the view is limited to, as nobody can open the lists on paper. */
  function limits() {
    const years = range && (filter.years[0] > range[0] || filter.years[1] < range[1]);
    const said = [
      [words.years, years ? find("years-shown").textContent : ""],
      [words.field, filter.field],
      [words.source, filter.source],
    ];
    return said.filter(([, value]) => value).map((pair) => pair.join(" ")).join(" · ");
  }

  function begin() {
    if (theme !== null) return;
    theme = page.theme.name;
    page.isPrinting = true;
    page.theme.set("light");
    if (page.view === "table") page.showTable(Infinity);
    const drawn = page.asDrawing();
    drawn?.querySelector("rect")?.setAttribute("fill", "none"); // paper has its own ground
    paper.replaceChildren(element("p", { textContent: limits() }), ...(drawn ? [drawn] : []));
    paper.hidden = false;
  }

  function end() {
    if (theme === null) return;
    paper.hidden = true;
    paper.replaceChildren();
    page.isPrinting = false;
    if (page.view === "table") page.showTable();
    page.theme.set(theme);
    theme = null;
  }

  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  find("print").addEventListener("click", () => print());
})();
