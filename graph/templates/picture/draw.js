"use strict";
/* The view on show as an SVG drawing, for files and for paper. */
(() => {
  const page = window.hezuo, { data, drawing, find } = page;
  const LOOKS = [
    "fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "opacity",
    "font-size", "text-anchor", "paint-order", "stroke-linejoin",
  ];
  const EDGE = 20, TITLE = 20, LETTERS = 13, ROW = 24;

  const empty = (width, height) => drawing("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": data.label.face,
  });

  /* ---- the network, in pixels of the screen ---- */

  const onScreen = (id) => page.network.canvasToDOM(page.network.getPosition(id));

  function line(edge) {
    const one = onScreen(edge.from), other = onScreen(edge.to);
    const width = edge.width * page.network.getScale();
    return drawing("line", { x1: one.x, y1: one.y, x2: other.x, y2: other.y, stroke: edge.color.color, "stroke-width": width });
  }

  function shape(node) {
    const { x, y } = onScreen(node.id), scale = page.network.getScale(), grown = (node.size * scale) / 9;
    return drawing("path", {
      d: data.outlines[node.shape], transform: `translate(${x} ${y}) scale(${grown})`,
      fill: node.color.background, stroke: node.color.border, "stroke-width": (node.borderWidth * scale) / grown,
    });
  }

  function halo(node) {
    const { x, y } = onScreen(node.id), radius = (node.size * 1.25 + 5) * page.network.getScale();
    return drawing("circle", { class: "halo", cx: x, cy: y, r: radius, fill: page.theme.colours().asked });
  }

  function label([node, box]) {
    const { ink, halo: around } = page.theme.colours(), style = data.label;
    const { x, y } = page.network.canvasToDOM({ x: (box.left + box.right) / 2, y: box.top });
    const tall = ((box.bottom - box.top) * page.network.getScale()) / node.lines.length;
    return node.lines.map((text, row) => drawing("text", {
      x, y: y + (row + 0.74) * tall, "font-size": (tall * style.size) / style.line, "text-anchor": "middle", fill: ink,
      stroke: around, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round",
    }, text));
  }

  function network() {
    const { clientWidth: width, clientHeight: height } = page.stage, seen = page.visible();
    const near = page.neighbourhood(), { ground, veil } = page.theme.colours();
    const svg = empty(width, height);
    const nodes = data.nodes.filter((node) => seen.nodes.has(node.id));
    svg.append(drawing("rect", { width, height, fill: ground }));
    svg.append(...nodes.filter((node) => node.asked).map(halo));
    svg.append(...data.edges.filter((edge) => seen.edges.has(edge.id)).map(line), ...nodes.map(shape));
    svg.append(...page.labels().flatMap(label));
    if (!near) return svg;
    // As on the screen: a veil over everything, then what is in focus once more.
    const focus = drawing("g", { class: "focus" }, drawing("rect", { width, height, fill: veil }));
    const labels = page.labels().filter(([node]) => near.focused.includes(node));
    focus.append(...near.around.map(line), ...near.focused.map(shape), ...labels.flatMap(label));
    svg.append(focus);
    return svg;
  }

  /* ---- map and timeline: a copy, with the looks that the style sheet gives it ---- */

  function styled(source) {
    const copy = source.cloneNode(true);
    const from = [source, ...source.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
    from.forEach((one, place) => {
      const looks = getComputedStyle(one);
      for (const name of LOOKS) to[place].setAttribute(name, looks.getPropertyValue(name));
      for (const name of ["tabindex", "role"]) to[place].removeAttribute(name);
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("font-family", data.label.face);
    copy.prepend(drawing("rect", { width: "100%", height: "100%", fill: page.theme.colours().ground }));
    return copy;
  }

  function asDrawing() {
    if (page.view === "network") return network();
    const found = find(page.view).querySelector("svg");
    return found && styled(found);
  }

  /* ---- with title and legend ---- */

  function legend(width, top) {
    const pen = document.createElement("canvas").getContext("2d"), { ink } = page.theme.colours();
    pen.font = `${LETTERS}px ${data.label.face}`;
    const group = drawing("g", { class: "legend", "font-size": LETTERS, fill: ink });
    let x = EDGE, y = top;
    for (const button of find("legend").querySelectorAll("button[aria-pressed=true]:not([hidden])")) {
      const text = `${button.querySelector("span").textContent} ${button.querySelector("small").textContent}`;
      const wide = 22 + pen.measureText(text).width;
      if (x > EDGE && x + wide > width - EDGE) [x, y] = [EDGE, y + ROW];
      const mark = button.querySelector("path").cloneNode();
      mark.setAttribute("transform", `translate(${x + 7} ${y}) scale(0.7)`);
      group.append(mark, drawing("text", { x: x + 20, y: y + 5 }, text));
      x += wide + 18;
    }
    return { group, bottom: y + ROW };
  }

  /* The view as it is saved: what it is called and what its marks mean stand above it. */
  function framed() {
    const drawn = asDrawing();
    if (!drawn) return null;
    const [width, tall] = ["width", "height"].map((name) => Number(drawn.getAttribute(name)));
    const { ground, ink } = page.theme.colours(), { group, bottom } = legend(width, EDGE + TITLE + 24);
    const svg = empty(width, tall + bottom);
    drawn.setAttribute("y", bottom);
    svg.append(
      drawing("title", {}, document.title),
      drawing("rect", { width, height: tall + bottom, fill: ground }),
      drawing("text", { class: "heading", x: EDGE, y: EDGE + TITLE - 4, "font-size": TITLE, "font-weight": 600, fill: ink }, document.title),
      group,
      drawn,
    );
    return svg;
  }

  Object.assign(page, { asDrawing, framed });
})();
