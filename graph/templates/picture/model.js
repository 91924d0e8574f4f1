"use strict";
/* What the page knows, and what of it is to be seen. Everything in the data is text: it reaches
   the page through textContent and the canvas only. Tests find all parts at window.hezuo. */
window.hezuo = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data"), words = data.words;
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    edgesOf.get(edge.from).push(edge);
    if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
  }
  for (const tie of data.ties) tie.year = /^\d{4}/.test(tie.date) ? Number(tie.date.slice(0, 4)) : null;
  // Nodes without any tie, such as places, are there for what is tied.
  const isTied = new Map(data.nodes.map((node) => [node.id, edgesOf.get(node.id).some((edge) => edge.ties.length)]));
  const years = data.ties.map((tie) => tie.year).filter((year) => year !== null);
  const range = years.length ? [Math.min(...years), Math.max(...years)] : null;

  // Of an overview: the community that is open, or null.
  const place = { inside: null };
  const filter = { hidden: new Set(), years: range && [...range], field: "", source: "" };
  const listeners = [];
  let shown = null;

  const hasYears = () => range !== null && (filter.years[0] > range[0] || filter.years[1] < range[1]);
  const isLimited = () => hasYears() || filter.field !== "" || filter.source !== "";

  function passes(tie) {
    if (hasYears() && (tie.year === null || tie.year < filter.years[0] || tie.year > filter.years[1])) return false;
    if (filter.field && !tie.fields.includes(filter.field)) return false;
    return !filter.source || tie.sources.includes(filter.source);
  }

  /* Which nodes, edges and ties are to be seen: sets of their numbers. */
  function look() {
    const ties = new Set(data.ties.keys());
    if (isLimited()) data.ties.forEach((tie, number) => { if (!passes(tie)) ties.delete(number); });
    const within = (id) => !filter.hidden.has(byId.get(id).section) && (byId.get(id).inside ?? null) === place.inside;
    const nodes = new Set(), edges = new Set();
    const isSeen = (edge) => within(edge.from) && within(edge.to);
    if (isLimited()) {
      for (const edge of data.edges) {
        if (!edge.ties.some((number) => ties.has(number))) continue;
        for (const id of [edge.from, edge.to]) if (within(id)) nodes.add(id);
        if (isSeen(edge)) edges.add(edge.id);
      }
      const tied = new Set(nodes);
      for (const edge of data.edges) {
        if (edge.ties.length || !isSeen(edge)) continue;
        const ends = [edge.from, edge.to];
        if (!ends.some((id) => tied.has(id)) || !ends.every((id) => tied.has(id) || !isTied.get(id))) continue;
        ends.forEach((id) => nodes.add(id));
        edges.add(edge.id);
      }
    } else {
      for (const node of data.nodes) if (within(node.id)) nodes.add(node.id);
      for (const edge of data.edges) if (isSeen(edge)) edges.add(edge.id);
    }
    const both = (number) => data.ties[number].ends.filter((id) => nodes.has(id)).length > 1 || data.ties[number].ends.length < 2;
    return { nodes, edges, ties: new Set([...ties].filter(both)) };
  }

  const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[Number(at)]);
  const tiesOf = (edge) => edge.ties.map((number) => data.ties[number]).filter(passes);

  /* What a line of several ties says: how many of which kind are within the limits. */
  function sayRelations() {
    for (const edge of data.edges) {
      if (edge.ties.length < 2) continue;
      const kinds = new Map();
      for (const { kind } of tiesOf(edge)) kinds.set(kind || words.tie, (kinds.get(kind || words.tie) ?? 0) + 1);
      edge.relations = [...kinds].map(([kind, times]) => (times > 1 ? `${kind} ×${times}` : kind)).join("，");
    }
  }

  function changed() {
    shown = null;
    sayRelations();
    for (const listener of listeners) listener();
  }

  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made && key !== "list") made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  function drawing(name, attributes = {}, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  return {
    data, words, byId, edgesOf, range, filter, place, passes, isLimited, changed, element, drawing,
    find: (id) => document.getElementById(id),
    options: read("options"),
    visible: () => (shown ??= look()),
    onChange: (listener) => listeners.push(listener),
    tiesOf, // the ties of an edge that pass, as objects
    say,
    tally: (count) => (count === 1 ? words.one_tie : say(words.ties, count)),
  };
})();
