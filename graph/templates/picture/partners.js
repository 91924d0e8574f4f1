"use strict";
/* With whom and what a node is related, for the panel: the strongest partners first, each with how
   many ties there are within the limits, and on demand which; then relations other than ties. */
(() => {
  const page = window.hezuo, { data, words, byId, edgesOf, element } = page;
  const FIRST = 5; // as many ties are listed below a partner

  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

  function related(edge, id) {
    const ties = edge.ties.filter((number) => page.passes(data.ties[number]));
    return {
      edge, ties,
      node: byId.get(edge.from === id ? edge.to : edge.from),
      count: edge.ties.length ? ties.length : edge.count,
      strength: edge.ties.length ? sum(ties.map((number) => data.ties[number].strength)) : edge.count,
    };
  }

  /* Whether a line stands for ties between two parties, and not between a party and its agreement. */
  const isTie = ({ edge, ties }) => edge.tie && ties.every((number) => [edge.from, edge.to].every((id) => data.ties[number].ends.includes(id)));

  const toNode = (node) => page.button(node.name, () => page.open(node.id, { move: true }));

  function partner({ edge, node, ties, count }) {
    if (!ties.length) return element("li", {}, toNode(node), element("span", { className: "more", textContent: edge.relations }));
    const newest = [...ties].sort((a, b) => data.ties[b].date.localeCompare(data.ties[a].date) || a - b);
    const below = element("ul", { hidden: true }, ...newest.slice(0, FIRST).map((number) => {
      const tie = data.ties[number];
      return element("li", {}, page.button(`${tie.date} ${tie.title || tie.kind}`.trim(), () => page.openTie(number)));
    }));
    if (ties.length > FIRST) {
      const all = page.button(page.say(words.all_ties, ties.length), () => page.openEdge(edge.id, { move: true }));
      below.append(element("li", {}, all));
    }
    const more = page.button(page.tally(count), () => {
      below.hidden = !below.hidden;
      more.setAttribute("aria-expanded", String(!below.hidden));
    });
    more.className = "more";
    more.setAttribute("aria-expanded", "false");
    more.setAttribute("aria-label", `${node.name}: ${more.textContent}`);
    return element("li", {}, toNode(node), more, below);
  }

  page.relatedTo = (id) => {
    const all = edgesOf.get(id).filter((edge) => page.visible().edges.has(edge.id)).map((edge) => related(edge, id));
    const partners = all.filter(isTie);
    partners.sort((a, b) => b.strength - a.strength || b.count - a.count || a.node.id - b.node.id);
    const others = all.filter((one) => !isTie(one));
    others.sort((a, b) => a.edge.relations.localeCompare(b.edge.relations, "zh") || a.node.id - b.node.id);
    const items = others.map(({ edge, node }, place) => {
      const item = element("li", {}, toNode(node));
      if (edge.relations !== others[place - 1]?.edge.relations) item.prepend(element("small", { textContent: edge.relations }));
      return item;
    });
    return { partners: partners.map(partner), others: items };
  };
})();
