"use strict";
/* The view stands in the address, so that a link opens it again. Then the page begins. */
(() => {
  const page = window.hezuo, { data, filter, range, network } = page;
  let later = null;

  function written() {
    const parts = new URLSearchParams(), at = network.getViewPosition();
    if (page.view !== "network") parts.set("view", page.view);
    if (page.place.inside !== null) parts.set("inside", page.place.inside);
    const node = page.byId.get(page.chosen.node);
    if (node) parts.set(node.member === undefined ? "node" : "member", node.member ?? node.iri);
    if (page.chosen.edge !== null) parts.set("edge", page.chosen.edge);
    if (range && (filter.years[0] > range[0] || filter.years[1] < range[1])) parts.set("years", filter.years.join("-"));
    if (filter.field) parts.set("field", filter.field);
    if (filter.source) parts.set("source", filter.source);
    if (filter.hidden.size) parts.set("hidden", [...filter.hidden].sort((a, b) => a - b).join("."));
    parts.set("at", [at.x, at.y].map(Math.round).concat(network.getScale().toFixed(3)).join(","));
    parts.set("theme", page.theme.name);
    return `#${parts}`;
  }

  function note() {
    clearTimeout(later);
    later = setTimeout(() => { history.replaceState(null, "", written()); }, 200);
  }

  /* Only what the page knows is taken from an address, whoever wrote it. */
  function restore() {
    const parts = new URLSearchParams(location.hash.slice(1));
    page.theme.set(parts.get("theme"));
    const years = (parts.get("years") ?? "").match(/^(\d{1,4})-(\d{1,4})$/);
    if (range && years) filter.years = [1, 2].map((place) => Math.min(Math.max(Number(years[place]), range[0]), range[1]));
    for (const name of ["field", "source"]) {
      const value = parts.get(name);
      if (value && data.ties.some((tie) => tie[`${name}s`].includes(value))) filter[name] = value;
    }
    const sections = new Set(data.nodes.map((node) => node.section));
    for (const section of (parts.get("hidden") ?? "").split(".")) if (section && sections.has(Number(section))) filter.hidden.add(Number(section));
    page.changed();
    const node = data.nodes.find((one) => one.iri === parts.get("node")), edge = data.edges[Number(parts.get("edge") ?? NaN)];
    if (node && page.visible().nodes.has(node.id)) page.open(node.id);
    else if (edge && page.visible().edges.has(edge.id)) page.openEdge(edge.id);
    page.show(parts.get("view") ?? "network");
    const at = (parts.get("at") ?? "").split(",").map(Number);
    if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0) network.moveTo({ position: { x: at[0], y: at[1] }, scale: Math.min(Math.max(at[2], 0.01), 20) });
    else page.showWhole();
  }

  restore();
  page.whenMembers?.(() => {
    const parts = new URLSearchParams(location.hash.slice(1));
    page.reopen(parts.get("inside"), parts.get("member"));
  });
  page.note = note;
  page.onChange(note);
  network.on("dragEnd", note);
  network.on("zoom", note);
  addEventListener("hashchange", restore);
  network.once("afterDrawing", () => {
    document.body.dataset.ready = "true";
    window.hezuoReady = true;
  });
  network.redraw();
})();
