"use strict";
/* Draws the labels on the canvas, like a map does: never smaller than can be read, the most
   connected nodes first, and none over another. Zooming in gives room for the rest. */
function labelPainter(network, nodes, style, colours) {
  const SMALLEST = 11, LARGEST = 19; // pixels on the screen
  const ranked = [];
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.size}px ${style.face}`;
  function add(more) {
    for (const node of more) {
      node.lines = node.label.split("\n");
      node.widest = Math.max(...node.lines.map((line) => pen.measureText(line).width));
    }
    ranked.push(...more);
    ranked.sort((a, b) => b.size - a.size || a.id - b.id);
  }
  add(nodes);

  function place(node) { return network.body.nodes[node.id]; }

  /* The rectangle of a label whose letters are `size` high, in the network's coordinates: below
     its node, or on another side. Within the sides of `outer` if it can be: a label at the edge
     would make all else smaller. */
  function box(node, size, outer = null, side = "below") {
    const at = place(node), half = (node.widest / 2) * (size / style.size);
    const tall = node.lines.length * style.line * (size / style.size), apart = node.size + style.gap;
    let x = at.x + (side === "right" ? apart + half : side === "left" ? -apart - half : 0);
    if (x === at.x && outer && outer.right - outer.left > 2 * half) x = Math.min(Math.max(x, outer.left + half), outer.right - half);
    const top = at.y + (side === "below" ? apart : side === "above" ? -apart - tall : -tall / 2);
    return { left: x - half, right: x + half, top, bottom: top + tall };
  }
  const SIDES = ["below", "above", "right", "left"]; // as figure.py has them

  function size() {
    const scale = network.getScale();
    return Math.min(Math.max(style.size, SMALLEST / scale), LARGEST / scale);
  }

  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  function shape({ id, size: half }) {
    const { x, y } = network.body.nodes[id];
    return { left: x - half * 0.85, right: x + half * 0.85, top: y - half * 0.85, bottom: y + half * 0.85 };
  }

  /* The edges of boxes, and what is beside them free anyway: where the stage is wider than they. */
  function around(boxes) {
    const far = (side, which) => boxes.reduce((value, box) => which(value, box[side]), which === Math.min ? Infinity : -Infinity);
    const left = far("left", Math.min), right = far("right", Math.max), top = far("top", Math.min);
    const { clientWidth: wide, clientHeight: tall } = network.body.container;
    const spare = Math.max(0, (Math.max((far("bottom", Math.max) - top) * (wide / tall), wide / 1.25) - (right - left)) / 2);
    return { left: left - spare, right: right + spare, top };
  }

  /* Areas on a grid, so that each is compared with those near it alone. */
  function areas(cell) {
    const cells = new Map();
    function* under(area) {
      for (let x = Math.floor(area.left / cell); x <= Math.floor(area.right / cell); x += 1) {
        for (let y = Math.floor(area.top / cell); y <= Math.floor(area.bottom / cell); y += 1) yield `${x} ${y}`;
      }
    }
    return {
      add(area, node = null) {
        for (const key of under(area)) {
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push([area, node]);
        }
      },
      some(area, test) {
        for (const key of under(area)) {
          for (const [other, node] of cells.get(key) ?? []) if (meet(area, other) && test(node)) return true;
        }
        return false;
      },
    };
  }

  /* Which of the candidates, the most important first, can have a label now: [node, box]. No
     label lies over another, nor over a node as large as its own. Areas used go into `taken`. */
  function choose(candidates, letters, taken) {
    const visible = candidates.filter((node) => !place(node).options.hidden);
    const outer = around(ranked.filter((node) => !place(node).options.hidden).map(shape));
    const used = areas(8 * letters), shapes = areas(8 * letters);
    for (const area of taken) used.add(area);
    for (const node of visible) shapes.add(shape(node), node);
    const chosen = [];
    // First where the layout keeps room for labels of usual size, then on the other sides.
    const within = letters > style.size ? outer : null, done = new Set();
    for (const side of SIDES) {
      for (const node of visible) {
        if (done.has(node)) continue;
        const area = box(node, letters, within, side);
        if (side !== "below" && (area.left < outer.left || area.right > outer.right || area.top < outer.top)) continue;
        if (used.some(area, () => true)) continue;
        if (shapes.some(area, (other) => other !== node && other.size >= 0.9 * node.size)) continue;
        used.add(area);
        taken.push(area);
        chosen.push([node, area]);
        done.add(node);
      }
    }
    taken.push(...visible.map(shape));
    return chosen;
  }

  function text(ctx, lines, x, top, letters, colour) {
    ctx.font = `${letters}px ${style.face}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = letters / 3.5;
    ctx.strokeStyle = colours().halo;
    ctx.fillStyle = colour;
    const step = style.line * (letters / style.size);
    lines.forEach((line, row) => {
      ctx.strokeText(line, x, top + (row + 0.5) * step);
      ctx.fillText(line, x, top + (row + 0.5) * step);
    });
  }

  let kept = { key: "", chosen: [] };
  function all(version) {
    const letters = size(), key = `${letters} ${version}`;
    if (kept.key !== key) kept = { key, chosen: choose(ranked, letters, []) };
    return kept.chosen;
  }

  return {
    /* The labels shown when nothing is in focus; `version` changes when nodes hide or move. */
    shown: all,
    add,
    box,
    shape,
    drawAll(ctx, version) {
      const letters = size();
      for (const [node, area] of all(version)) text(ctx, node.lines, (area.left + area.right) / 2, area.top, letters, colours().ink);
    },
    /* Labels for the nodes in focus, then the relations on their edges where there is room. */
    drawFocus(ctx, focused, edges) {
      const letters = size(), taken = [];
      for (const [node, area] of choose(focused, letters, taken)) text(ctx, node.lines, (area.left + area.right) / 2, area.top, letters, colours().ink);
      const small = letters * 0.86;
      for (const edge of edges) {
        const from = network.body.nodes[edge.from], to = network.body.nodes[edge.to];
        const line = edge.relations.length > 24 ? `${edge.relations.slice(0, 23)}…` : edge.relations;
        ctx.font = `${small}px ${style.face}`;
        const half = ctx.measureText(line).width / 2, x = (from.x + to.x) / 2, y = (from.y + to.y) / 2;
        const area = { left: x - half, right: x + half, top: y - small * 0.7, bottom: y + small * 0.7 };
        if (taken.some((other) => meet(area, other))) continue;
        taken.push(area);
        text(ctx, [line], x, y - (style.line * (small / style.size)) / 2, small, colours().relation);
      }
    },
  };
}
