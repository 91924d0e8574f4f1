"use strict";
/* The search box: names, aliases, short forms, pinyin and its initials, one word or several; the
   choice is flown to. */
(() => {
  const page = window.hezuo, { data, filter, element, find } = page;
  const input = find("search"), list = find("found"), says = find("search-says"), MOST = 12;
  let found = [], active = -1;

  /* Letters without case, width and accents, as people type them. */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* A node with all that it is called. */
  function called(node) {
    const aliases = (node.details ?? []).filter(([key]) => key === data.search.alias);
    const [whole = "", initials = ""] = node.spelling ? node.spelling.split(" ") : [];
    return { node, whole, initials, names: [node.name, ...aliases.flatMap(([, value]) => value.split("；"))].map(fold) };
  }
  let members = null; // of an overview: who is in the communities
  const all = data.nodes.map(called);
  function within() {
    if (!page.members) return all;
    return (members ??= page.members.folded.map(([node]) => called(node)));
  }

  /* What was typed, and with short forms written in full: 科协 is 科学技术协会. */
  function spelt(typed) {
    const text = fold(typed), full = data.search.short.filter(([short]) => text.includes(short));
    return [text, ...full.map(([short, long]) => text.replaceAll(short, long))];
  }

  /* How well a name fits a word, the smaller the better; Infinity if it does not. */
  function fitWord(one, forms) {
    const fits = (name, form) => (name === form ? 0 : name.startsWith(form) ? 1 : name.includes(form) ? 2 : Infinity);
    const rank = (name) => Math.min(...forms.map((form) => fits(name, form)));
    const best = Math.min(...one.names.map((name, place) => rank(name) + (place && 0.5)));
    if (best < Infinity || !one.whole || !/^[\x00-\x7f]*$/.test(forms[0])) return best;
    const letters = forms[0].replace(/[^a-z0-9]/g, "");
    if (letters.length < 2) return Infinity;
    if (one.whole.startsWith(letters) || one.initials.startsWith(letters)) return 3;
    return one.whole.includes(letters) || one.initials.includes(letters) ? 4 : Infinity;
  }

  /* Characters in their order, as in short forms that no list has: 川大 is 四川大学. */
  function isShort(one, text) {
    let at = -1;
    return text.length > 1 && [...text].every((letter) => (at = one.names[0].indexOf(letter, at + 1)) >= 0);
  }

  function search(typed) {
    const whole = spelt(typed), words = typed.split(/\s+/).map(spelt);
    const fits = within().map((one) => {
      const rank = fitWord(one, whole);
      if (rank < Infinity || words.length < 2) return [rank, one];
      return [5 + Math.max(...words.map((word) => fitWord(one, word))), one];
    }).filter(([rank]) => rank < Infinity);
    if (fits.length || !/^[\u2e80-\uffff]+$/.test(typed)) return fits;
    return within().filter((one) => isShort(one, typed)).map((one) => [6 + one.names[0].length / 1000, one]);
  }

  /* The alias by which a node was found, else its kind. */
  function beside({ node, names }, typed) {
    const forms = spelt(typed), alias = names.findIndex((name) => forms.some((form) => name.includes(form)));
    if (alias <= 0) return node.kind;
    return node.details.filter(([key]) => key === data.search.alias).flatMap(([, value]) => value.split("；"))[alias - 1];
  }

  function look() {
    const typed = input.value.trim();
    const fits = typed ? search(typed) : [];
    fits.sort(([a, { node: one }], [b, { node: other }]) => a - b || other.size - one.size || one.id - other.id);
    found = fits.slice(0, MOST).map(([, { node }]) => node);
    list.replaceChildren(...fits.slice(0, MOST).map(([, one], place) => element("li", { id: `found-${place}`, role: "option", "aria-selected": "false" },
      element("span", { textContent: one.node.name }),
      element("small", { textContent: beside(one, typed) }))));
    const isMissing = typed !== "" && !fits.length;
    says.textContent = isMissing ? page.say(page.words.found_none, typed) : typed && page.say(page.words.found, fits.length);
    says.classList.toggle("unseen", !isMissing);
    point(found.length ? 0 : -1);
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function point(place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    list.children[active]?.setAttribute("aria-selected", "true");
    list.children[active]?.scrollIntoView({ block: "nearest" });
    if (active >= 0) input.setAttribute("aria-activedescendant", `found-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function go(node) {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    if (page.members) {
      page.openMember(node.member);
      return;
    }
    if (!page.visible().nodes.has(node.id)) { // what was looked for is to be seen
      filter.hidden.delete(node.section);
      if (page.isLimited()) {
        filter.years = page.range && [...page.range];
        filter.field = filter.source = "";
      }
      page.changed();
    }
    if (page.view === "table" || page.view === "timeline") page.show("network");
    page.open(node.id, { move: true });
  }

  input.addEventListener("input", look);
  input.addEventListener("focus", () => {
    if (input.value) look();
  });
  input.addEventListener("blur", () => {
    list.hidden = true;
    says.classList.add("unseen");
    input.setAttribute("aria-expanded", "false");
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (found.length) point((active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter" && found[active]) go(found[active]);
    else if (event.key === "Escape" && (!list.hidden || input.value)) {
      if (list.hidden) input.value = "";
      list.hidden = true;
      says.classList.add("unseen");
      event.stopPropagation();
    }
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) go(found[[...list.children].indexOf(item)]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
