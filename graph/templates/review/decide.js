"use strict";
/* Decisions: made, undone, counted; and which fact is selected. */
(() => {
  const page = window.hezuo, { data, words, find, say, filter } = page;
  const past = []; // what undoing brings back: lists of [fact, decision before]

  function set(fact, decision) {
    if (decision) fact.report.decisions.set(fact.key, decision);
    else fact.report.decisions.delete(fact.key);
  }

  /* Decide on facts in one step; `values` only where they are corrected. */
  function decide(facts, verdict, values = null) {
    if (!facts.length) return;
    past.push(facts.map((fact) => [fact, fact.decision()]));
    for (const fact of facts) {
      set(fact, verdict ? { verdict, ...(values && { values }), who: page.clean(find("who").value), when: new Date().toISOString().slice(0, 19) + "Z" } : null);
    }
    page.editing = false;
    page.touched = true;
    page.keep?.(facts[0].report);
    page.changed();
  }

  /* Decide on the selected fact and go on to the next that is undecided. */
  function decideSelected(verdict, values = null) {
    const fact = page.selected;
    if (!fact) return;
    const order = page.listed(), at = order.indexOf(fact);
    const next = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))].find((one) => one !== fact && !one.verdict());
    decide([fact], verdict, values);
    select(next ?? fact, { focus: true });
  }

  function undo() {
    const step = past.pop();
    if (!step) return;
    for (const [fact, before] of step) set(fact, before);
    const [fact] = step[0];
    page.editing = false;
    page.keep?.(fact.report);
    if (fact.report !== page.report) page.show(fact.report);
    page.changed();
    select(fact, { focus: true });
  }

  function select(fact, { focus = false, scroll = true } = {}) {
    if (fact !== page.selected) page.editing = false;
    page.selected = fact;
    page.drawList?.({ focus, scroll });
    page.light?.(scroll);
  }

  /* Go up or down in the list. */
  function step(by) {
    const order = page.listed();
    if (!order.length) return;
    const at = order.indexOf(page.selected);
    const to = at < 0 ? (by > 0 ? 0 : order.length - 1) : Math.min(Math.max(at + by, 0), order.length - 1);
    select(order[to], { focus: true });
  }

  function show(report) {
    page.report = report;
    filter.here = null;
    page.selected = null;
    page.editing = false;
    const [first] = page.listed().filter((fact) => !fact.verdict());
    page.drawText?.();
    document.title = [words.heading, report.name].filter(Boolean).join(" · ");
    page.changed();
    select(first ?? page.listed()[0] ?? null);
    find("report").value = String(data.reports.indexOf(report));
  }

  const decidedOf = (report) => report.facts.filter((fact) => fact.verdict()).length;

  function count() {
    const { facts } = page.report, decided = decidedOf(page.report), of = (verdict) => facts.filter((fact) => fact.verdict() === verdict).length;
    find("bar").max = Math.max(facts.length, 1);
    find("bar").value = decided;
    const all = data.reports.reduce((sum, report) => sum + report.facts.length, 0);
    find("decided").textContent = say(words.progress, decided, facts.length);
    find("counts").textContent = say(words.counts, of("accept"), of("correct"), of("refuse")) + (data.reports.length > 1 ? ` · ${say(words.progress_all, data.reports.reduce((sum, report) => sum + decidedOf(report), 0), all)}` : "");
    find("undo").disabled = !past.length;
    [...find("report").options].forEach((option, place) => {
      const report = data.reports[place], done = decidedOf(report);
      option.textContent = `${done === report.facts.length ? "✓ " : ""}${report.name} (${done}/${report.facts.length})`;
    });
  }

  find("report").append(...data.reports.map((report, place) => page.element("option", { value: String(place) })));
  find("report").addEventListener("change", () => show(data.reports[Number(find("report").value)]));
  const turn = (by) => { const to = data.reports[data.reports.indexOf(page.report) + by]; if (to) show(to); };
  find("previous-report").addEventListener("click", () => turn(-1));
  find("next-report").addEventListener("click", () => turn(1));
  find("undo").addEventListener("click", undo);
  page.onChange(count);
  Object.assign(page, { decide, decideSelected, undo, select, step, show, turn, touched: false });
})();
