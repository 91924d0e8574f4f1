"use strict";
/* The list of facts by kind, and the filters above it. */
(() => {
  const page = window.hezuo, { words, find, say, element, button, filter } = page;
  const list = find("list");
  const SHOWN = 300; // more of a kind are drawn when they are asked for
  let most = SHOWN;

  function group(kind, facts) {
    const open = facts.filter((fact) => !fact.verdict());
    const head = element("h2", {}, element("span", { className: `mark ${kind}`, textContent: words.kinds[kind] }), element("small", { textContent: String(facts.length) }));
    if (open.length > 1) head.append(button(say(words.accept_all, open.length), () => page.decide(open, "accept"), { className: "all", "aria-label": `${words.kinds[kind]}: ${say(words.accept_all, open.length)}` }));
    const at = facts.indexOf(page.selected), shown = facts.slice(0, Math.max(most, at + 1));
    const made = element("section", { "aria-label": words.kinds[kind] }, head, element("ul", {}, ...shown.map(page.card)));
    if (shown.length < facts.length) made.append(button(`… ${facts.length - shown.length}`, () => { most += SHOWN; drawList(); }, { className: "further" }));
    return made;
  }

  function drawList({ focus = false, scroll = false } = {}) {
    const facts = page.listed(), above = find("facts").scrollTop;
    // A fact that was just decided stays in sight until another is selected.
    if (page.selected && page.selected.report === page.report && page.editing && !facts.includes(page.selected)) facts.unshift(page.selected);
    const kinds = page.kindsInOrder.filter((kind) => facts.some((fact) => fact.kind === kind));
    const nothing = page.report.facts.length ? (filter.undecided && page.report.facts.every((fact) => fact.verdict()) ? words.all_done : words.nothing) : words.no_facts;
    list.replaceChildren(...(kinds.length ? kinds.map((kind) => group(kind, facts.filter((fact) => fact.kind === kind))) : [element("p", { className: "nothing", textContent: nothing })]));
    find("here").hidden = !filter.here;
    if (filter.here) find("here").firstElementChild.textContent = say(words.here, filter.here.length);
    find("facts").scrollTop = above;
    const chosen = list.querySelector(".selected");
    if (scroll) reveal();
    if (focus) (chosen?.querySelector(".pick") ?? find("facts")).focus({ preventScroll: true });
  }

  /* Bring the selected fact into sight. */
  function reveal() {
    const chosen = list.querySelector(".selected"), box = find("facts");
    if (!chosen) return;
    const { top, height } = box.getBoundingClientRect(), at = chosen.getBoundingClientRect(), head = 40;
    if (at.top < top + head || at.height > height - head) box.scrollTop += at.top - top - head;
    else if (at.bottom > top + height) box.scrollTop += at.bottom - top - height + 8;
  }

  function counts() {
    for (const one of find("kinds").children) {
      const facts = page.report.facts.filter((fact) => fact.kind === one.dataset.kind);
      one.hidden = !facts.length;
      one.setAttribute("aria-pressed", String(!filter.hidden.has(one.dataset.kind)));
      one.querySelector("small").textContent = String(facts.length);
    }
    find("below-shown").textContent = filter.below > 1 ? words.any : filter.below.toFixed(2);
    find("limited").textContent = page.isLimited() ? `${page.listed().length} / ${page.report.facts.length}` : "";
  }

  /* ---- filters ---- */

  const limit = () => { filter.here = null; most = SHOWN; page.changed(); };
  find("kinds").addEventListener("click", (event) => {
    const { kind } = event.target.closest("button")?.dataset ?? {};
    if (!kind) return;
    if (!filter.hidden.delete(kind)) filter.hidden.add(kind);
    limit();
  });
  find("below").addEventListener("input", () => { const value = Number(find("below").value); filter.below = value > 1 ? Infinity : value; limit(); });
  find("flag").addEventListener("change", () => { filter.flag = find("flag").value; limit(); });
  find("order").addEventListener("change", () => { filter.order = find("order").value; limit(); });
  find("undecided").addEventListener("change", () => { filter.undecided = find("undecided").checked; limit(); });
  find("search").addEventListener("input", () => { filter.search = find("search").value.trim().toLowerCase(); limit(); });
  find("here").querySelector("button").addEventListener("click", () => { limit(); page.select(page.selected, { focus: true }); });

  page.onChange(() => { counts(); drawList(); });
  Object.assign(page, { drawList, reveal });
})();
