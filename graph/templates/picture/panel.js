"use strict";
/* The side panel: what is known of a node, of a line or of a tie, and the way to the next. */
(() => {
  const page = window.hezuo, { data, words, byId, element, find } = page;
  const panel = find("panel"), MOST_TIES = 50;
  let before = null; // what had the focus when the panel was opened
  let again = null; // shows the same once more when limits or colours have changed

  const button = (text, action) => {
    const made = element("button", { type: "button", textContent: text });
    made.addEventListener("click", action);
    return made;
  };

  function swatch(section) {
    const found = document.querySelector(`#legend [data-section="${section}"] svg`);
    return found ? found.cloneNode(true) : "";
  }

  const facts = (rows) => rows.flatMap(([key, value]) => [
    element("dt", { textContent: key }),
    element("dd", { textContent: value }),
  ]);

  function show(name, kind, rows, heading, count, items) {
    if (panel.hidden) before = document.activeElement;
    again = null;
    find("panel-name").textContent = name;
    find("panel-kind").replaceChildren(...kind);
    find("panel-details").replaceChildren(...facts(rows));
    find("panel-heading").textContent = heading;
    find("panel-count").textContent = count;
    find("panel-list").replaceChildren(...items);
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  /* A node: its facts, its partners and with what else it is related. */
  function open(id, { move = false } = {}) {
    const node = byId.get(id);
    if (page.openOverview?.(node, move)) return;
    const { partners, others } = page.relatedTo(id);
    const place = node.spot >= 0 ? data.spots[node.spot].name : "";
    const rows = place && place !== node.name ? [...node.details, [words.place, place]] : node.details;
    const kind = [swatch(node.section), element("span", { textContent: node.kind })];
    const heading = partners.length ? words.partners : words.related;
    show(node.name, kind, rows, heading, partners.length || others.length, [...partners, ...others]);
    again = () => (page.visible().nodes.has(id) ? open(id) : close());
    page.choose(id, null);
    if (move) panel.focus();
    if (page.view === "network") (move ? page.flyTo : page.keepClear)(id, panel);
    page.note();
  }

  /* A line: every tie between its two nodes. */
  function openEdge(id, { move = false } = {}) {
    const edge = data.edges[id], ends = [byId.get(edge.from), byId.get(edge.to)];
    const ties = page.tiesOf(edge);
    ties.sort((a, b) => b.date.localeCompare(a.date) || a.title.localeCompare(b.title, "zh"));
    const kind = ties.length ? [] : [element("span", { textContent: edge.relations })];
    const list = ends.map((node) => element("li", {}, button(node.name, () => open(node.id, { move: true }))));
    list.push(...ties.slice(0, MOST_TIES).map(tieItem));
    if (ties.length > MOST_TIES) {
      const rest = () => more.parentElement.replaceWith(...ties.slice(MOST_TIES).map(tieItem));
      const more = button(page.say(words.further, ties.length - MOST_TIES), rest);
      list.push(element("li", { className: "tie" }, more));
    }
    const count = ties.length ? page.tally(ties.length) : "";
    show(`${ends[0].name} — ${ends[1].name}`, kind, [], count, "", list);
    again = () => (page.visible().edges.has(id) ? openEdge(id) : close());
    page.choose(null, id);
    if (move) panel.focus();
    if (page.view === "network") page.keepClear(edge.from, panel, edge.to);
    page.note();
  }

  /* What is told of a tie, in words. */
  function told(tie, ...left) {
    const named = {
      kind: tie.kind, status: tie.status, date: tie.date, event: tie.event,
      topics: tie.topics.join(words.between), fields: tie.fields.join(words.between),
      parties: tie.ends.map((id) => byId.get(id).name).join(words.between),
      note: tie.note, sources: tie.sources.join(words.between), evidence: tie.evidence,
    };
    const rows = Object.entries(named).filter(([key, value]) => value && !left.includes(key));
    return rows.map(([key, value]) => [words.columns[key], value]);
  }

  function tieItem(tie) {
    // Of two the heading says who they are.
    const rows = tie.ends.length > 2 ? told(tie) : told(tie, "parties");
    return element("li", { className: "tie" }, element("h4", { textContent: tie.title || tie.kind }), element("dl", {}, ...facts(rows)));
  }

  /* A tie on its own, as the table and the timeline have it. */
  function openTie(number, { move = true } = {}) {
    const tie = data.ties[number];
    const ends = tie.ends.map((id) => element("li", {}, button(byId.get(id).name, () => open(id, { move: true }))));
    const kind = tie.title ? [element("span", { textContent: tie.kind })] : [];
    show(tie.title || tie.kind, kind, told(tie, "parties", "kind"), words.columns.parties, ends.length, ends);
    again = () => (page.visible().ties.has(number) ? openTie(number, { move: false }) : close());
    page.choose(null, null, number);
    if (move) panel.focus();
    page.note();
  }

  /* What leads somewhere: what lies in a place, or the ties of an arc. `entries` returns the texts
     and what they do; it is asked again when limits have changed. */
  function list(name, entries, { move = true } = {}) {
    const found = entries();
    if (!found.length) {
      close();
      return;
    }
    const items = found.map(([text, action]) => element("li", {}, button(text, action)));
    show(name, [], [], words.related, found.length, items);
    again = () => list(name, entries, { move: false });
    page.choose(null, null);
    if (move) panel.focus();
    page.note();
  }

  /* Ties that lie in one mark of a drawing: an arc of the map, a date of the timeline. */
  function listTies(name, numbers) {
    const shown = (tie) => `${tie.date} ${tie.title || tie.kind}`.trim();
    list(name, () => numbers
      .filter((number) => page.visible().ties.has(number))
      .map((number) => [shown(data.ties[number]), () => openTie(number)]));
  }

  function close() {
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    again = null;
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
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault(); // one thing at a time: the next Escape leaves a community
    close();
  });
  page.onChange(() => {
    const { node } = page.chosen;
    if (panel.hidden) return;
    if (again) again();
    else if (node !== null) page.visible().nodes.has(node) ? open(node) : close(); // of an overview
  });

  page.note = () => {}; // address.js writes down what is shown
  Object.assign(page, { open, showPanel: show, button, swatch, openEdge, openTie, list, listTies, close, panel });
})();
