"use strict";
/* The view stands in the address, so that a link opens it again. Things stand in it by what they
   are called, not by numbers, which are others when the picture is drawn anew. Then the page begins. */
(() => {
  const page = window.hezuo, { data, filter, range, network, byId, place, find } = page;
  const sections = [...find("legend").querySelectorAll("button")];
  let later = null;

  /* A short sum of what a tie is, the same wherever it is drawn. */
  function tieKey({ date, title, kind, ends }) {
    let sum = 0x811c9dc5;
    for (const letter of [date, title, kind, ...ends.map((id) => byId.get(id).iri)].join("\n")) {
      sum = Math.imul(sum ^ letter.codePointAt(0), 0x01000193) >>> 0;
    }
    return sum.toString(16);
  }

  /* The part of the network on show: its middle, width and height, and for which form of window. */
  function area() {
    const at = network.getViewPosition(), scale = network.getScale();
    const size = [page.stage.clientWidth / scale, page.stage.clientHeight / scale];
    return [page.isTall ? "tall" : "wide", ...[at.x, at.y, ...size].map(Math.round)].join(",");
  }

  function written() {
    const parts = new URLSearchParams(), { node, edge, tie } = page.chosen;
    const one = byId.get(node), line = data.edges[edge];
    if (page.view !== "network") parts.set("view", page.view);
    if (place.inside !== null) parts.set("inside", byId.get(place.inside).name);
    if (one) parts.set(one.member === undefined ? "node" : "member", one.member === undefined ? one.iri : one.name);
    if (line) for (const id of [line.from, line.to]) parts.append("line", byId.get(id).iri);
    if (tie !== null) parts.set("tie", tieKey(data.ties[tie]));
    if (range && (filter.years[0] > range[0] || filter.years[1] < range[1])) parts.set("years", filter.years.join("-"));
    if (filter.field) parts.set("field", filter.field);
    if (filter.source) parts.set("source", filter.source);
    for (const button of sections) if (filter.hidden.has(Number(button.dataset.section))) parts.append("hidden", button.dataset.group);
    if (!page.isWhole()) parts.set("at", area());
    const map = page.mapArea.get();
    if (map) parts.set("map", map.map((number) => number.toFixed(3)).join(","));
    parts.set("theme", page.theme.name);
    return `#${parts}`;
  }

  function note() {
    clearTimeout(later);
    later = setTimeout(() => { history.replaceState(null, "", written()); }, 200);
  }

  /* Numbers of an address; null unless all are there and finite. */
  function numbers(text, count) {
    const found = (text ?? "").split(",").map(Number);
    return text && found.length === count && found.every(Number.isFinite) ? found : null;
  }

  function restoreLimits(parts) {
    const years = (parts.get("years") ?? "").match(/^(\d{1,4})-(\d{1,4})$/);
    const within = (year) => Math.min(Math.max(Number(year), range[0]), range[1]);
    filter.years = range && (years ? [within(years[1]), within(years[2])] : [...range]);
    for (const name of ["field", "source"]) {
      const value = parts.get(name) ?? "";
      filter[name] = data.ties.some((tie) => tie[`${name}s`].includes(value)) ? value : "";
    }
    const hidden = new Set(parts.getAll("hidden"));
    filter.hidden = new Set(sections.filter((button) => hidden.has(button.dataset.group)).map((button) => Number(button.dataset.section)));
  }

  /* Opens what was open; nothing where that is not there any more. */
  function restoreChoice(parts) {
    const seen = page.visible(), ends = parts.getAll("line").map((iri) => data.nodes.find((one) => one.iri === iri)?.id);
    const node = data.nodes.find((one) => one.iri && one.iri === parts.get("node"));
    const edge = data.edges.find(({ from, to }) => ends.length === 2 && ends.includes(from) && ends.includes(to));
    const tie = parts.has("tie") ? data.ties.findIndex((one) => tieKey(one) === parts.get("tie")) : -1;
    if (node && seen.nodes.has(node.id)) page.open(node.id);
    else if (edge && seen.edges.has(edge.id)) page.openEdge(edge.id);
    else if (seen.ties.has(tie)) page.openTie(tie, { move: false });
    else if (!page.panel.hidden) page.close();
  }

  function restoreArea(text) {
    const [form, ...rest] = (text ?? "").split(",");
    const found = numbers(rest.join(","), 4);
    page.showWhole();
    if (!found || form !== (page.isTall ? "tall" : "wide")) return;
    const [x, y, width, height] = found;
    const isThere = [...page.visible().nodes].some((id) => {
      const at = network.body.nodes[id];
      return Math.abs(at.x - x) < width / 2 && Math.abs(at.y - y) < height / 2;
    });
    if (!isThere) return; // the picture is another now
    const scale = Math.min(page.stage.clientWidth / width, page.stage.clientHeight / height);
    network.moveTo({ position: { x, y }, scale: Math.min(Math.max(scale, 0.01), 20) });
  }

  /* Only what the page knows is taken from an address, whoever wrote it. */
  function restore() {
    const parts = new URLSearchParams(location.hash.slice(1));
    page.theme.set(parts.get("theme"));
    restoreLimits(parts);
    page.changed();
    page.mapArea.set(numbers(parts.get("map"), 4));
    page.show(parts.get("view") ?? "network");
    restoreChoice(parts);
    restoreArea(parts.get("at"));
    if (page.members) restoreMembers(parts);
  }

  /* Of an overview: the community and the member that were open. */
  function restoreMembers(parts) {
    const inside = data.nodes.findIndex((one) => one.member === undefined && one.name === parts.get("inside"));
    const member = page.members.folded.find(([one]) => one.name === parts.get("member"))?.[0].member;
    if (parts.has("inside") || parts.has("member")) page.reopen(String(inside), member === undefined ? null : String(member));
  }

  restore();
  page.whenMembers?.(() => restoreMembers(new URLSearchParams(location.hash.slice(1))));
  page.note = note;
  page.onChange(note);
  network.on("dragEnd", note);
  network.on("zoom", note);
  network.on("animationFinished", note);
  addEventListener("hashchange", restore);
  network.once("afterDrawing", () => {
    document.body.dataset.ready = "true";
    window.hezuoReady = true;
  });
  network.redraw();
})();
