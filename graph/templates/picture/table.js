"use strict";
/* The same data as a table: every tie that is to be seen, or every relation where there are none. */
(() => {
  const page = window.hezuo, { data, words, byId, element, find } = page;
  const columns = ["date", "parties", "title", "kind", "event", "fields", "sources"];
  const MOST = 500;
  let order = { column: "date", down: true }, most = MOST;

  function rows() {
    const seen = page.visible();
    return [...seen.ties].map((number) => {
      const tie = data.ties[number];
      return { number, date: tie.date, parties: tie.ends.map((id) => byId.get(id).name).join(words.between), title: tie.title, kind: tie.kind, event: tie.event, fields: tie.fields.join(words.between), sources: tie.sources.join(words.between) };
    });
  }

  function draw() {
    const all = rows(), sign = order.down ? -1 : 1;
    all.sort((a, b) => sign * a[order.column].localeCompare(b[order.column], "zh", { numeric: true }) || a.number - b.number);
    const used = columns.filter((column) => all.some((row) => row[column]));
    const heads = used.map((column) => {
      // Browsers leave buttons out where they repeat the head on the next sheet.
      if (page.isPrinting) return element("th", { scope: "col", textContent: words.columns[column] });
      const button = element("button", { type: "button", textContent: words.columns[column] });
      button.addEventListener("click", () => { order = { column, down: order.column === column && !order.down }; draw(); find("table").querySelector(`[data-column=${column}] button`).focus(); });
      return element("th", { scope: "col", "data-column": column, "aria-sort": order.column === column ? (order.down ? "descending" : "ascending") : "none" }, button);
    });
    const body = all.slice(0, most).map((row) => element("tr", {}, ...used.map((column) => {
      if (column !== "title" || !row.title) return element("td", { textContent: row[column] });
      const button = element("button", { type: "button", textContent: row.title });
      button.addEventListener("click", () => page.openTie(row.number));
      return element("td", {}, button);
    })));
    const parts = [element("table", {}, element("caption", { textContent: page.tally(all.length) }), element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...body))];
    if (all.length > most) {
      const more = element("button", { type: "button", className: "further", textContent: page.say(words.further, all.length - most) });
      more.addEventListener("click", () => { most += MOST; draw(); });
      parts.push(more);
    }
    find("table").replaceChildren(...(all.length ? parts : [element("p", { className: "nothing", textContent: words.nothing })]));
  }

  page.addView("table", draw);
  page.showTable = (rows = MOST) => {
    most = rows;
    draw();
  };
})();
