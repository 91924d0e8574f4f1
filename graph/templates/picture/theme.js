"use strict";
/* Light and dark: the colours of the canvas, which style sheets do not reach. */
(() => {
  const page = window.hezuo;
  const palettes = {
    light: { ground: "#fcfcfb", veil: "rgba(252,252,251,0.82)", ink: "#1c2430", halo: "rgba(252,252,251,0.92)", relation: "#8a3d00", asked: "rgba(230,159,0,0.45)", tie: [38, 50, 72, 0.55], other: [96, 108, 128, 0.36] },
    dark: { ground: "#12161d", veil: "rgba(18,22,29,0.84)", ink: "#e8ecf2", halo: "rgba(18,22,29,0.9)", relation: "#ffb27a", asked: "rgba(230,159,0,0.4)", tie: [198, 210, 230, 0.5], other: [150, 164, 186, 0.32] },
  };
  // The darkest colours of the marks, lighter where the ground is dark.
  const lighter = { "#0072B2": "#4aa8e0", "#565B66": "#a3abb8", "#D55E00": "#f07f2a", "#009E73": "#22b78d", "#B8588F": "#d982b3" };
  const wanted = matchMedia("(prefers-color-scheme: dark)");
  let chosen = wanted.matches ? "dark" : "light";

  // The more lines, the more each lets through: else they make one blot.
  const thinness = Math.max(0.25, Math.min(1, Math.sqrt(250 / Math.max(page.data.edges.length, 1))));

  const mark = (colour) => (chosen === "dark" ? lighter[colour] ?? colour : colour);

  function nodeColours(node) {
    const border = mark(node.ownColour), background = node.hollow ? palettes[chosen].ground : border;
    const plain = { background, border };
    return { ...plain, highlight: plain, hover: plain };
  }

  function edgeColours(edge) {
    const [red, green, blue, opacity] = palettes[chosen][edge.tie ? "tie" : "other"];
    const color = `rgba(${red},${green},${blue},${(opacity * thinness).toFixed(3)})`;
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
    colours: () => palettes[chosen],
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
