"use strict";
/* The side panel: what is known of a node or a tie, and the way to the next. */
(() => {
  const page = window.hezuo, { data, words, byId, edgesOf, element, find } = page;
  const panel = find("panel");
  let before = null; // what had the focus when the panel was opened

  const other = (edge, id) => byId.get(edge.from === id ? edge.to : edge.from);
  const button = (text, action) => {
    const made = element("button", { type: "button", textContent: text });
    made.addEventListener("click", action);
    return made;
  };

  function swatch(section) {
    const found = document.querySelector(`#legend [data-section="${section}"] svg`);
    return found ? found.cloneNode(true) : "";
  }

  function show(name, kind, rows, heading, count, items) {
    if (panel.hidden) before = document.activeElement;
    find("panel-name").textContent = name;
    find("panel-kind").replaceChildren(...kind);
    find("panel-details").replaceChildren(...rows.flatMap(([key, value]) => [element("dt", { textContent: key }), element("dd", { textContent: value })]));
    find("panel-heading").textContent = heading;
    find("panel-count").textContent = count;
    find("panel-list").replaceChildren(...items);
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  /* A node: its facts, and with what it is related. */
  function open(id, { move = false } = {}) {
    const node = byId.get(id), seen = page.visible();
    if (page.openOverview?.(node, move)) return;
    const related = edgesOf.get(id).filter((edge) => seen.edges.has(edge.id)).map((edge) => ({ edge, node: other(edge, id) }));
    related.sort((a, b) => a.edge.relations.localeCompare(b.edge.relations, "zh") || a.node.id - b.node.id);
    const items = related.map((one, place) => {
      const item = element("li", {}, button(one.node.name, () => open(one.node.id, { move: true })));
      const ties = page.tiesOf(one.edge);
      if (ties.length) {
        const more = button(page.say(words.ties, ties.length), () => openEdge(one.edge.id, { move: true }));
        more.className = "more";
        more.setAttribute("aria-label", `${one.node.name}: ${more.textContent}`);
        item.append(more);
      }
      if (one.edge.relations !== related[place - 1]?.edge.relations) item.prepend(element("small", { textContent: one.edge.relations }));
      return item;
    });
    const place = node.spot >= 0 ? data.spots[node.spot].name : "";
    const rows = place && place !== node.name ? [...node.details, [words.place, place]] : node.details;
    show(node.name, [swatch(node.section), element("span", { textContent: node.kind })], rows, words.related, related.length, items);
    page.choose(id, null);
    if (move) {
      panel.focus();
      if (page.view === "network") page.flyTo(id, panel);
    }
    page.note();
  }

  /* A line: every tie between its two nodes. */
  function openEdge(id, { move = false } = {}) {
    const edge = page.edges.get(id), ends = [byId.get(edge.from), byId.get(edge.to)];
    const ties = page.tiesOf(edge);
    ties.sort((a, b) => a.date.localeCompare(b.date) || a.title.localeCompare(b.title, "zh"));
    const kind = ties.length ? [] : [element("span", { textContent: edge.relations })];
    const list = [...ends.map((node) => element("li", {}, button(node.name, () => open(node.id, { move: true })))), ...ties.map(tieItem)];
    show(`${ends[0].name} — ${ends[1].name}`, kind, [], ties.length ? page.say(words.ties, ties.length) : "", "", list);
    page.choose(null, id);
    if (move) panel.focus();
    page.note();
  }

  function tieItem(tie) {
    const named = { kind: tie.kind, status: tie.status, date: tie.date, event: tie.event, topics: tie.topics.join("；"), fields: tie.fields.join("；"), parties: tie.ends.map((id) => byId.get(id).name).join("；"), note: tie.note, sources: tie.sources.join("；"), evidence: tie.evidence };
    const rows = Object.entries(named).filter(([, value]) => value).flatMap(([key, value]) => [element("dt", { textContent: words.columns[key] }), element("dd", { textContent: value })]);
    return element("li", { className: "tie" }, element("h4", { textContent: tie.title || tie.kind }), element("dl", {}, ...rows));
  }

  /* A tie on its own, as the table and the timeline have it. */
  function openTie(number) {
    const tie = data.ties[number];
    const ends = tie.ends.map((id) => element("li", {}, button(byId.get(id).name, () => open(id, { move: true }))));
    show(tie.title || tie.kind, [], [], words.columns.parties, "", [...ends, tieItem(tie)]);
    panel.focus();
  }

  /* A list of names that lead somewhere: what lies in a place, or the ties of an arc. */
  function list(name, entries) {
    show(name, [], [], words.related, entries.length, entries.map(([text, action]) => element("li", {}, button(text, action))));
    panel.focus();
  }

  /* Ties that lie in one mark of a drawing: an arc of the map, a date of the timeline. */
  function listTies(name, numbers) {
    const told = (tie) => `${tie.date} ${tie.title || tie.kind}`.trim();
    list(name, numbers.map((number) => [told(data.ties[number]), () => openTie(number)]));
  }

  function close() {
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    page.choose(null, null);
    if (inside) (before && before.isConnected && before !== document.body ? before : page.stage).focus();
    page.note();
  }

  page.network.on("click", (event) => {
    if (event.nodes.length) open(event.nodes[0]);
    else if (event.edges.length) openEdge(event.edges[0]);
    else close();
  });
  find("panel-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault(); // one thing at a time: the next Escape leaves a community
    close();
  });
  page.onChange(() => {
    const { node, edge } = page.chosen, seen = page.visible();
    if (panel.hidden) return;
    if (node !== null && seen.nodes.has(node)) open(node);
    else if (edge !== null && seen.edges.has(edge)) openEdge(edge);
    else if (node !== null || edge !== null) close();
  });

  page.note = () => {}; // address.js writes down what is shown
  Object.assign(page, { open, showPanel: show, button, swatch, openEdge, openTie, list, listTies, close, panel });
})();
