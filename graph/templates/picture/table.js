"use strict";
/* The same data as a table: every tie that is to be seen, or every line where ties are counted. */
(() => {
  const page = window.hezuo, { data, words, byId, element, find } = page;
  const TIES = ["date", "parties", "title", "kind", "event", "fields", "sources"], LINES = ["parties", "count"];
  const MOST = 500, columns = data.ties.length ? TIES : LINES;
  let order = { column: data.ties.length ? "date" : "count", down: true }, most = MOST;

  const together = (texts) => texts.join(words.between);
  const named = (ids) => together(ids.map((id) => byId.get(id).name));

  function tieRow(number) {
    const tie = data.ties[number];
    return {
      number,
      date: tie.date,
      parties: named(tie.ends),
      title: tie.title,
      kind: tie.kind,
      event: tie.event,
      fields: together(tie.fields),
      sources: together(tie.sources),
      open: () => page.openTie(number),
    };
  }

  function lineRow({ id, from, to, count }) {
    return { number: id, parties: named([from, to]), count: String(count), open: () => page.openEdge(id, { move: true }) };
  }

  function rows() {
    const seen = page.visible(), sign = order.down ? -1 : 1;
    const lines = data.ties.length ? [] : data.edges.filter((edge) => edge.tie && seen.edges.has(edge.id));
    const found = [...[...seen.ties].map(tieRow), ...lines.map(lineRow)];
    const compare = new Intl.Collator("zh", { numeric: true }).compare;
    return found.sort((a, b) => sign * compare(a[order.column], b[order.column]) || a.number - b.number);
  }

  const used = (all) => columns.filter((column) => all.some((row) => row[column]));

  function sort(column) {
    order = { column, down: order.column === column && !order.down };
    draw();
    find("table").querySelector(`[data-column=${column}] button`).focus();
  }

  function head(column) {
    const text = words.columns[column];
    // Browsers leave buttons out where they repeat the head on the next sheet.
    if (page.isPrinting) return element("th", { scope: "col", "data-column": column, textContent: text });
    const way = order.down ? "descending" : "ascending";
    const made = element("th", { scope: "col", "data-column": column, "aria-sort": order.column === column ? way : "none" });
    const button = element("button", { type: "button", textContent: text });
    button.addEventListener("click", () => sort(column));
    made.append(button);
    return made;
  }

  function line(row, shown) {
    const opens = row.title ? "title" : shown.includes("title") && row.kind ? "kind" : "parties";
    return element("tr", {}, ...shown.map((column) => {
      const text = row[column] ?? "";
      const cell = element("td", { "data-column": column, title: column === "sources" ? text : "" });
      cell.append(column === opens ? page.button(text, row.open) : text);
      return cell;
    }));
  }

  function draw() {
    const all = rows(), shown = used(all);
    if (!all.length) {
      find("table").replaceChildren(element("p", { className: "nothing", textContent: words.nothing }));
      return;
    }
    const table = element("table", {},
      element("caption", { textContent: data.ties.length ? page.tally(all.length) : page.say(words.lines, all.length) }),
      element("thead", {}, element("tr", {}, ...shown.map(head))),
      element("tbody", {}, ...all.slice(0, most).map((row) => line(row, shown))));
    find("table").replaceChildren(table);
    if (all.length <= most) return;
    const more = page.button(page.say(words.further, all.length - most), () => page.showTable(most + MOST));
    more.className = "further";
    find("table").append(more);
  }

  page.addView("table", draw);
  Object.assign(page, {
    /* Draws at most so many rows, or as many as at first. */
    showTable(count = MOST) {
      most = count;
      draw();
    },
    /* All rows as texts, the heads first. */
    tableRows() {
      const all = rows(), shown = used(all);
      return [shown.map((column) => words.columns[column]), ...all.map((row) => shown.map((column) => row[column] ?? ""))];
    },
  });
})();
