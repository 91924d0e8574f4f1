"use strict";
/* The search box: names, parts of names, pinyin and its initials; the choice is flown to. */
(() => {
  const page = window.hezuo, { data, filter, element, find } = page;
  const input = find("search"), list = find("found"), MOST = 12;
  const folded = data.nodes.map((node) => [node, node.name.toLowerCase()]);
  let found = [], active = -1;

  /* How well a node fits, the smaller the better; null if it does not. */
  function fit(node, name, text, letters) {
    if (name === text) return 0;
    if (name.startsWith(text)) return 1;
    if (name.includes(text)) return 2;
    if (letters.length < 2 || !node.spelling) return null;
    const [whole, initials] = node.spelling.split(" ");
    if (whole.startsWith(letters) || initials.startsWith(letters)) return 3;
    return whole.includes(letters) || initials.includes(letters) ? 4 : null;
  }

  function look() {
    const text = input.value.trim().toLowerCase();
    const letters = /^[\x00-\x7f]*$/.test(text) ? text.replace(/[^a-z0-9]/g, "") : "";
    const within = page.members?.folded ?? folded; // of an overview: who is in the communities
    const fits = text ? within.map(([node, name]) => [fit(node, name, text, letters), node]).filter(([rank]) => rank !== null) : [];
    fits.sort((a, b) => a[0] - b[0] || b[1].size - a[1].size || a[1].id - b[1].id);
    found = fits.slice(0, MOST).map(([, node]) => node);
    list.replaceChildren(...found.map((node, place) => element("li", { id: `found-${place}`, role: "option", "aria-selected": "false" }, element("span", { textContent: node.name }), element("small", { textContent: node.kind }))));
    find("search-says").textContent = text ? page.say(page.words.found, fits.length) : "";
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
      if (page.isLimited()) { filter.years = page.range && [...page.range]; filter.field = filter.source = ""; }
      page.changed();
    }
    if (page.view === "table" || page.view === "timeline") page.show("network");
    page.open(node.id, { move: true });
  }

  input.addEventListener("input", look);
  input.addEventListener("focus", () => { if (input.value) look(); });
  input.addEventListener("blur", () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (found.length) point((active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter" && found[active]) go(found[active]);
    else if (event.key === "Escape" && !list.hidden) { list.hidden = true; event.stopPropagation(); }
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
