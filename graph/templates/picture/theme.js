"use strict";
/* Light and dark: the colours of the canvas, which style sheets do not reach. */
(() => {
  const page = window.hezuo;
  const { palettes, onDark } = page.data;
  const OPACITY = { light: { tie: 0.55, other: 0.36 }, dark: { tie: 0.5, other: 0.32 } };
  const wanted = matchMedia("(prefers-color-scheme: dark)");
  let chosen = wanted.matches ? "dark" : "light";

  // The more lines, the more each lets through: else they make one blot.
  const thinness = Math.max(0.25, Math.min(1, Math.sqrt(250 / Math.max(page.data.edges.length, 1))));

  const mark = (colour) => (chosen === "dark" ? onDark[colour] ?? colour : colour);

  function clear(colour, opacity) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return `rgba(${red},${green},${blue},${opacity.toFixed(3)})`;
  }

  /* What the canvas is drawn with; veil and halo are of the ground, and let something through. */
  const colours = Object.fromEntries(Object.entries(palettes).map(([name, own]) => [name, {
    ...own, veil: clear(own.ground, 0.83), halo: clear(own.ground, 0.91), asked: clear(own.asked, 0.45),
  }]));

  function nodeColours(node) {
    const border = mark(node.ownColour), background = node.hollow ? palettes[chosen].ground : border;
    const plain = { background, border };
    return { ...plain, highlight: plain, hover: plain };
  }

  function edgeColours(edge) {
    const kind = edge.tie ? "tie" : "other";
    const color = clear(palettes[chosen][kind], OPACITY[chosen][kind] * thinness);
    return { color, highlight: color, hover: color, inherit: false };
  }

  function dress(nodes, edges) {
    for (const node of nodes) node.color = nodeColours(node);
    for (const edge of edges) edge.color = edgeColours(edge);
  }

  function paint() {
    document.documentElement.dataset.theme = chosen;
    for (const path of document.querySelectorAll("#legend path[data-colour]")) {
      path.setAttribute("stroke", mark(path.dataset.colour));
      if (!path.classList.contains("hollow")) path.setAttribute("fill", mark(path.dataset.colour));
    }
    dress(page.data.nodes, page.data.edges);
  }

  for (const node of page.data.nodes) node.ownColour = node.color.border;
  paint();

  page.theme = {
    get name() { return chosen; },
    colours: () => colours[chosen],
    mark,
    dress,
    set(name) {
      if (!Object.hasOwn(palettes, name) || name === chosen) return;
      chosen = name;
      paint();
      page.nodes.update(page.data.nodes.map(({ id, color }) => ({ id, color })));
      page.edges.update(page.data.edges.map(({ id, color }) => ({ id, color })));
      page.changed();
    },
  };
})();
