"use strict";
/* The network: vis-network draws nodes and lines, labels.js the labels. */
(() => {
  const page = window.hezuo, { data, byId, edgesOf, options } = page;
  const stage = page.find("network");
  const isTall = stage.clientHeight > stage.clientWidth;
  if (isTall) {
    for (const node of data.nodes) [node.x, node.y] = node.tall;
  }
  const nodes = new vis.DataSet(data.nodes), edges = new vis.DataSet(data.edges);
  options.interaction.dragNodes = matchMedia("(pointer: fine)").matches; // a finger pans instead
  const network = new vis.Network(stage, { nodes, edges }, options);
  const labels = labelPainter(network, data.nodes, data.label, page.theme.colours);
  const asked = data.nodes.filter((node) => node.asked);
  let whole = { x: 0, y: 0, scale: 0 };
  let version = 0; // of what is hidden and where nodes stand

  /* ---- view ---- */

  function showWhole() {
    const visible = data.nodes.filter((node) => page.visible().nodes.has(node.id));
    if (!visible.length) return;
    const shapes = visible.map(labels.shape);
    fit([...shapes, ...visible.map((node) => labels.box(node, data.label.size))]);
    // Small views have larger letters, which need another view: it comes near quickly.
    for (let turn = 0; turn < 4; turn += 1) fit([...shapes, ...labels.shown(version).map(([, box]) => box)]);
    whole = { ...network.getViewPosition(), scale: network.getScale() };
  }

  /* Whether the view is still that of showWhole. */
  function isWhole() {
    const { x, y } = network.getViewPosition(), scale = network.getScale();
    return Math.abs(scale / whole.scale - 1) < 0.001 && Math.hypot(x - whole.x, y - whole.y) * scale < 2;
  }

  function fit(boxes) {
    const least = (side) => boxes.reduce((value, box) => Math.min(value, box[side]), Infinity);
    const most = (side) => boxes.reduce((value, box) => Math.max(value, box[side]), -Infinity);
    const left = least("left"), right = most("right"), top = least("top"), bottom = most("bottom");
    const { width, height, offset } = free();
    const scale = Math.min(Math.max(50, width - 32) / (right - left), Math.max(50, height - 32) / (bottom - top), 1.25);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, offset, scale });
  }

  /* How much of the stage no panel covers, and how far its middle is from that of the stage. */
  function free(panel = page.panel) {
    const { clientWidth: width, clientHeight: height } = stage;
    if (!panel || panel.hidden) return { width, height, offset: { x: 0, y: 0 } };
    const isBelow = panel.offsetWidth > width * 0.8; // as on a phone
    const [x, y] = isBelow ? [0, panel.offsetHeight] : [panel.offsetWidth + 12, 0];
    return { width: width - x, height: height - y, offset: { x: -x / 2, y: -y / 2 } };
  }

  function moveTo(position, scale, panel) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const animation = { duration: 350, easingFunction: "easeInOutQuad" };
    network.moveTo({ position, offset: free(panel).offset, scale, ...(still ? {} : { animation }) });
  }

  function flyTo(id, panel) {
    const { x, y } = network.body.nodes[id];
    moveTo({ x, y }, Math.max(network.getScale(), 0.6), panel);
  }

  /* Moves what was chosen, a node or the middle of a line, from below the panel. */
  function keepClear(id, panel, other = id) {
    const [one, two] = [id, other].map((end) => network.body.nodes[end]);
    const middle = { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 };
    const at = network.canvasToDOM(middle), { width, height } = free(panel);
    if (at.x > width - 30 || at.y > height - 30) moveTo(middle, network.getScale(), panel);
  }

  /* ---- focus: a veil over everything, then the neighbourhood once more on top ---- */

  let hovered = null, hoveredEdge = null;
  const chosen = { node: null, edge: null, tie: null };
  const seen = (edge) => page.visible().edges.has(edge.id);

  function neighbourhood() {
    const centre = hovered ?? (hoveredEdge === null ? chosen.node : null);
    const line = hoveredEdge ?? chosen.edge;
    if (centre !== null) {
      const around = edgesOf.get(centre).filter(seen);
      const others = new Set(around.flatMap((edge) => [edge.from, edge.to]));
      others.delete(centre);
      return { focused: [centre, ...others].map((id) => byId.get(id)), around };
    }
    if (line === null) return null;
    const edge = data.edges[line];
    return { focused: [byId.get(edge.from), byId.get(edge.to)], around: [edge] };
  }

  network.on("beforeDrawing", (ctx) => {
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = page.theme.colours().ground;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    ctx.restore();
    ctx.fillStyle = page.theme.colours().asked;
    for (const { id, size } of asked) { // a halo behind those that were asked for
      const { x, y, options: { hidden } } = network.body.nodes[id];
      if (hidden) continue;
      ctx.beginPath();
      ctx.arc(x, y, size * 1.25 + 5, 0, 2 * Math.PI);
      ctx.fill();
    }
  });
  network.on("afterDrawing", (ctx) => {
    labels.drawAll(ctx, version);
    const near = neighbourhood();
    if (!near) return;
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = page.theme.colours().veil;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    ctx.restore();
    for (const edge of near.around) network.body.edges[edge.id].draw(ctx);
    for (const node of near.focused) network.body.nodes[node.id].draw(ctx);
    labels.drawFocus(ctx, near.focused, near.around);
  });
  const redraw = (change) => (event) => {
    change(event);
    network.redraw();
  };
  network.on("hoverNode", redraw((event) => { hovered = event.node; }));
  network.on("blurNode", redraw(() => { hovered = null; }));
  network.on("hoverEdge", redraw((event) => { hoveredEdge = event.edge; }));
  network.on("blurEdge", redraw(() => { hoveredEdge = null; }));
  network.on("dragging", (event) => { if (event.nodes.length) version += 1; });

  function choose(node, edge, tie = null) {
    Object.assign(chosen, { node, edge, tie });
    hovered = hoveredEdge = null;
    if (node !== null) network.selectNodes([node], false);
    else if (edge !== null) network.setSelection({ nodes: [], edges: [edge] }, { highlightEdges: false });
    else network.unselectAll();
    network.redraw();
  }

  page.onChange(() => {
    version += 1;
    hovered = hoveredEdge = null;
    const { nodes: some, edges: lines } = page.visible();
    const differ = (set, all) => (one) => Boolean(all.get(one.id).hidden) === set.has(one.id);
    nodes.update(data.nodes.filter(differ(some, nodes)).map(({ id }) => ({ id, hidden: !some.has(id) })));
    edges.update(data.edges.filter(differ(lines, edges)).map(({ id }) => ({ id, hidden: !lines.has(id) })));
    network.redraw();
  });

  /* ---- movement by forces, for who wants to untangle by hand ---- */

  const forces = {
    solver: "forceAtlas2Based",
    forceAtlas2Based: { gravitationalConstant: -60, springLength: 90, avoidOverlap: 0.6 },
    stabilization: false,
    minVelocity: 1,
  };
  let isFitted = false; // while nodes move: whether the view follows them

  function move(isMoving) {
    isFitted = isMoving;
    network.setOptions({ physics: isMoving ? { enabled: true, ...forces } : { enabled: false } });
    if (!isMoving) showWhole();
  }

  /* Puts the nodes back where they were computed. */
  function putBack() {
    nodes.update(data.nodes.map(({ id, x, y }) => ({ id, x, y })));
    version += 1;
    showWhole();
  }
  let fitted = 0;
  network.on("beforeDrawing", () => {
    if (!network.physics.physicsEnabled || network.physics.stabilized) return;
    version += 1;
    if (!isFitted || performance.now() - fitted < 300) return; // what moves must not leave the window
    fitted = performance.now();
    setTimeout(showWhole);
  });
  for (const event of ["zoom", "dragStart"]) network.on(event, () => { isFitted = false; }); // who looks closer may

  let breadth = stage.clientWidth;
  network.on("resize", () => {
    // Not for a phone's address bar, which changes the height, nor for printing, which hides it.
    if (!stage.clientWidth || stage.clientWidth === breadth) return;
    breadth = stage.clientWidth;
    showWhole();
  });

  /* Members of a community, when it is opened: numbered on, and with their own colours. */
  function add(more, lines) {
    for (const node of more) {
      data.nodes.push(node);
      byId.set(node.id, node);
      edgesOf.set(node.id, []);
    }
    for (const edge of lines) {
      data.edges.push(edge);
      edgesOf.get(edge.from).push(edge);
      edgesOf.get(edge.to).push(edge);
    }
    page.theme.dress(more, lines);
    nodes.add(more);
    edges.add(lines);
    labels.add(more);
  }

  Object.assign(page, {
    add, neighbourhood, network, nodes, edges, stage, chosen, choose, showWhole, isWhole, isTall, flyTo, keepClear, move, putBack,
    /* The labels on show, as [node, box in the network's coordinates]. */
    labels: () => labels.shown(version),
  });
})();
