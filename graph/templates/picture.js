"use strict";
/* The page's behaviour. Everything in the data is text: it reaches the page through textContent
   and the canvas only. Tests and the console find window.hezuo (see the end) and hezuoReady. */
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const find = (id) => document.getElementById(id);
  const data = read("data"), stage = find("network"), panel = find("panel");
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    edgesOf.get(edge.from).push(edge);
    if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
  }
  if (stage.clientHeight > stage.clientWidth) {
    for (const node of data.nodes) [node.x, node.y] = node.tall;
  }

  const nodes = new vis.DataSet(data.nodes), edges = new vis.DataSet(data.edges);
  const options = read("options");
  options.interaction.dragNodes = matchMedia("(pointer: fine)").matches; // a finger pans instead
  const network = new vis.Network(stage, { nodes, edges }, options);
  const labels = labelPainter(network, data.nodes, data.label);

  /* ---- view ---- */

  function showWhole() {
    const visible = data.nodes.filter((node) => !hidden.has(node.section));
    if (!visible.length) return;
    const shapes = visible.map(labels.shape);
    fit([...shapes, ...visible.map((node) => labels.box(node, data.label.size))]);
    // Small views have larger letters, which need another view: it comes near quickly.
    for (let turn = 0; turn < 4; turn += 1) fit([...shapes, ...labels.shown(version).map(([, box]) => box)]);
  }

  function fit(boxes) {
    const least = (side) => boxes.reduce((value, box) => Math.min(value, box[side]), Infinity);
    const most = (side) => boxes.reduce((value, box) => Math.max(value, box[side]), -Infinity);
    const left = least("left"), right = most("right"), top = least("top"), bottom = most("bottom");
    const width = Math.max(50, stage.clientWidth - 32), height = Math.max(50, stage.clientHeight - 32);
    const scale = Math.min(width / (right - left), height / (bottom - top), 1.25);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  }

  /* ---- focus: a veil over everything, then the neighbourhood once more on top ---- */

  const hidden = new Set(); // sections of the legend
  let version = 0; // of what is hidden and where nodes stand
  let selected = null, hovered = null; // nodes
  let selectedEdge = null, hoveredEdge = null;

  const seen = (edge) => [edge.from, edge.to].every((id) => !hidden.has(byId.get(id).section));

  function neighbourhood() {
    const centre = hovered ?? (hoveredEdge === null ? selected : null);
    const line = hoveredEdge ?? selectedEdge;
    if (centre !== null) {
      const around = edgesOf.get(centre).filter(seen);
      const others = new Set(around.flatMap((edge) => [edge.from, edge.to]));
      others.delete(centre);
      return { focused: [centre, ...others].map((id) => byId.get(id)), around };
    }
    if (line === null) return null;
    const edge = edges.get(line);
    return { focused: [byId.get(edge.from), byId.get(edge.to)], around: [edge] };
  }

  network.on("afterDrawing", (ctx) => {
    labels.drawAll(ctx, version);
    const near = neighbourhood();
    if (near) {
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.fillStyle = "rgba(252,252,251,0.8)";
      ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
      ctx.restore();
      for (const edge of near.around) network.body.edges[edge.id].draw(ctx);
      for (const node of near.focused) network.body.nodes[node.id].draw(ctx);
      labels.drawFocus(ctx, near.focused, near.around);
    }
  });
  const redraw = (change) => (event) => { change(event); network.redraw(); };
  network.on("hoverNode", redraw((event) => { hovered = event.node; }));
  network.on("blurNode", redraw(() => { hovered = null; }));
  network.on("hoverEdge", redraw((event) => { hoveredEdge = event.edge; }));
  network.on("blurEdge", redraw(() => { hoveredEdge = null; }));
  network.on("dragging", (event) => { if (event.nodes.length) version += 1; });

  /* ---- panel ---- */

  function element(name, text, ...children) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  }

  function open(id, { move = false } = {}) {
    const node = byId.get(id);
    selected = id;
    hovered = hoveredEdge = selectedEdge = null;
    network.selectNodes([id], false);
    find("panel-name").textContent = node.name;
    const swatch = document.querySelector(`#legend [data-section="${node.section}"] svg`).cloneNode(true);
    find("panel-kind").replaceChildren(swatch, element("span", node.kind));
    find("panel-details").replaceChildren(...node.details.flatMap(([key, value]) => [element("dt", key), element("dd", value)]));
    const related = edgesOf.get(id).map((edge) => [edge.relations, byId.get(edge.from === id ? edge.to : edge.from)]);
    related.sort((a, b) => a[0].localeCompare(b[0], "zh") || a[1].id - b[1].id);
    find("panel-count").textContent = related.length;
    find("panel-neighbours").replaceChildren(...related.map(([relations, other], place) => {
      const button = element("button", other.name), item = element("li", "", button);
      button.type = "button";
      button.addEventListener("click", () => open(other.id, { move: true }));
      if (relations !== related[place - 1]?.[0]) item.prepend(element("small", relations));
      return item;
    }));
    panel.hidden = false;
    panel.scrollTop = 0;
    if (move) {
      panel.focus();
      const at = network.body.nodes[id], scale = network.getScale();
      const narrow = panel.clientWidth > stage.clientWidth * 0.8; // then the panel lies below
      const offset = narrow ? { x: 0, y: -panel.clientHeight / 2 } : { x: -panel.clientWidth / 2, y: 0 };
      network.moveTo({ position: { x: at.x, y: at.y }, offset, scale: Math.max(scale, 0.6) });
    }
    network.redraw();
  }

  function close() {
    if (panel.contains(document.activeElement)) stage.focus();
    selected = selectedEdge = null;
    panel.hidden = true;
    network.unselectAll();
    network.redraw();
  }

  network.on("click", (event) => {
    if (event.nodes.length) {
      open(event.nodes[0]);
      return;
    }
    close();
    if (!event.edges.length) return;
    selectedEdge = event.edges[0]; // for fingers, which cannot point without touching
    network.selectEdges([selectedEdge]);
  });
  find("panel-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) close(); });
  stage.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const visible = data.nodes.filter((node) => !hidden.has(node.section));
    if (visible.length) open(visible.reduce((best, node) => (node.size > best.size ? node : best)).id, { move: true });
  });

  /* ---- legend and zoom buttons ---- */

  find("legend").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const section = Number(button.dataset.section), hide = !hidden.has(section);
    if (hide) hidden.add(section);
    else hidden.delete(section);
    button.setAttribute("aria-pressed", String(!hide));
    version += 1;
    hovered = hoveredEdge = selectedEdge = null;
    if (selected !== null && hidden.has(byId.get(selected).section)) close();
    nodes.update(data.nodes.filter((node) => node.section === section).map(({ id }) => ({ id, hidden: hide })));
    edges.update(data.edges.map((edge) => ({ id: edge.id, hidden: !seen(edge) })));
  });

  find("zoom").addEventListener("click", (event) => {
    const factor = Number(event.target.dataset.zoom);
    if (factor === 0) showWhole();
    else if (factor) network.moveTo({ scale: network.getScale() * factor });
  });

  network.on("resize", (event) => {
    if (event.width !== event.oldWidth) showWhole(); // a phone's address bar changes the height
  });

  showWhole();
  network.once("afterDrawing", () => {
    document.body.dataset.ready = "true";
    window.hezuoReady = true;
  });
  network.redraw();

  /* network: the vis.Network; nodes, edges: its DataSets; open(id): as a click on the node;
     labels(): the labels on show, as [node, box in the network's coordinates]. */
  window.hezuo = { network, nodes, edges, open, labels: () => labels.shown(version) };
})();
