"use strict";
/* The map: a dot for each place, as large as what lies there, and arcs for the ties between places. */
(() => {
  const page = window.hezuo, { data, words, element, drawing, find, places } = page;
  const box = find("map"), NEAR = 9, MOST_NAMES = 3, BESIDE = 46;
  let isMoved = false; // by hand
  let view = null; // what part of the world is shown: x, y, width and height in the projection

  /* How the part on show lies in the window. */
  function frame() {
    const wide = Math.max(box.clientWidth, 150), tall = Math.max(box.clientHeight, 150);
    // Names at the edge need room.
    const scale = Math.min((wide - 2 * BESIDE) / view.width, (tall - 2 * BESIDE) / view.height);
    const middle = [view.x + view.width / 2, view.y + view.height / 2];
    return { wide, tall, scale, middle, at: ([x, y]) => [wide / 2 + (x - middle[0]) * scale, tall / 2 + (y - middle[1]) * scale] };
  }

  function drawArcs({ arcs }, { at }) {
    const group = drawing("g", { class: "arcs" });
    const strongest = Math.max(1, ...[...arcs.values()].map((its) => its.count));
    // The more arcs, the more each lets through, but for the strongest: else they make one blot.
    const clear = Math.min(1, Math.sqrt(60 / arcs.size));
    for (const [key, { numbers, count }] of [...arcs].sort((a, b) => a[1].count - b[1].count)) {
      const spots = key.split(" ").map(Number), [one, other] = spots.map((spot) => at(places.spots[spot]));
      const name = `${data.spots[spots[0]].name} — ${data.spots[spots[1]].name}: ${page.tally(count)}`;
      const share = Math.sqrt(count / strongest);
      const line = `M${one}Q${places.bent(one, other)} ${other}`;
      const arc = drawing("path", { d: line, "stroke-width": 1.2 + 5 * share, "aria-label": name }, drawing("title", {}, name));
      arc.style.setProperty("--opacity", 0.55 * Math.max(clear, share));
      if (numbers.length) page.pressable(arc, () => page.listTies(name, numbers));
      group.append(arc);
    }
    return group;
  }

  function drawSpots({ members }, { at }, namer) {
    const group = drawing("g", { class: "spots" });
    const most = Math.max(12, ...[...members.values()].map((its) => its.length));
    const order = [...members.keys()].sort((a, b) => members.get(b).length - members.get(a).length || a - b);
    const groups = []; // places that lie on top of each other have their names together
    for (const spot of order) {
      const [x, y] = at(places.spots[spot]), its = members.get(spot);
      const radius = 4 + 16 * Math.sqrt(its.length / most), name = page.say(words.at, data.spots[spot].name, its.length);
      const mark = drawing("circle", { cx: x, cy: y, r: radius, "aria-label": name }, drawing("title", {}, name));
      page.pressable(mark, () => listPlace(name, its));
      if (its.some((node) => node.id === page.chosen.node)) mark.setAttribute("class", "chosen");
      group.append(mark);
      if (radius > 9) namer.keep(x, y, radius);
      if (its.length > 1 && radius > 9) namer.group.append(drawing("text", { class: "inside", x, y: y + 4 }, String(its.length)));
      const near = groups.find((one) => Math.hypot(one.x - x, one.y - y) < NEAR);
      if (near) near.names.push(data.spots[spot].name);
      else groups.push({ x, y, radius, names: [data.spots[spot].name] });
    }
    for (const { x, y, radius, names } of groups) {
      const rest = names.length - MOST_NAMES;
      namer.name(names.slice(0, MOST_NAMES).join(words.comma) + (rest > 0 ? ` +${rest}` : ""), x, y, radius);
    }
    return group;
  }

  function hint({ members }, { wide, tall, at }) {
    const unplaced = data.nodes.filter((node) => node.spot < 0 && page.visible().nodes.has(node.id)).length;
    const outside = [...members.keys()].map((spot) => at(places.spots[spot])).filter(([x, y]) => x < 0 || y < 0 || x > wide || y > tall).length;
    const said = [
      unplaced ? page.say(words.unplaced, unplaced) : "",
      outside ? page.say(words.outside, outside) : "",
    ].filter(Boolean).join(" ");
    return said ? [element("p", { className: "hint", textContent: said })] : [];
  }

  function draw() {
    const found = places.tied();
    if (!found.members.size) {
      box.replaceChildren(element("p", { className: "nothing", textContent: words.nowhere }));
      return;
    }
    view ??= places.first(found, Math.max(box.clientWidth, 150), Math.max(box.clientHeight, 150));
    const framed = frame(), { wide, tall, at } = framed, namer = page.namer(wide, tall);
    const focused = box.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    const svg = drawing("svg", { viewBox: `0 0 ${wide} ${tall}`, width: wide, height: tall, role: "group", "aria-label": words.tabs.map });
    svg.append(page.grid(framed), drawArcs(found, framed), drawSpots(found, framed, namer), namer.group);
    for (const province of page.provinces()) namer.name(province.name, ...at(places.project(province.at)), 0, "province");
    page.walkable(svg, ".spots [role=button]", ".arcs [role=button]");
    box.replaceChildren(svg, ...hint(found, framed));
    if (focused !== null) [...svg.querySelectorAll("[role=button]")].find((mark) => mark.getAttribute("aria-label") === focused)?.focus();
  }

  function listPlace(name, its) {
    const order = [...its].sort((a, b) => b.size - a.size || a.id - b.id);
    page.list(name, () => order
      .filter((node) => page.visible().nodes.has(node.id))
      .map((node) => [node.name, () => page.open(node.id, { move: true })]));
  }

  /* ---- what part is shown ---- */

  function take(next) {
    view = next;
    isMoved = true;
    draw();
    page.note();
  }

  /* Zooms about a point of the window. */
  function zoom(factor, x = box.clientWidth / 2, y = box.clientHeight / 2) {
    if (!view) return;
    const { scale, middle } = frame();
    const px = middle[0] + (x - box.clientWidth / 2) / scale, py = middle[1] + (y - box.clientHeight / 2) / scale;
    const next = Math.min(Math.max(view.width / factor, 0.05), 400) / view.width;
    take({ x: px + (view.x - px) * next, y: py + (view.y - py) * next, width: view.width * next, height: view.height * next });
  }

  function shift(dx, dy) {
    if (!view) return;
    const { scale } = frame();
    take({ ...view, x: view.x - dx / scale, y: view.y - dy / scale });
  }

  function whole() {
    const found = places.tied();
    if (found.members.size) take(places.whole(found));
  }

  page.movable(box, { zoom, shift, whole });
  page.zoomMap = (factor) => (factor ? zoom(factor) : whole());
  /* What part of the world is shown, as four numbers for the address; null is that of the start. */
  page.mapArea = {
    get: () => (view && isMoved ? [view.x, view.y, view.width, view.height] : null),
    set(numbers) {
      isMoved = numbers !== null && numbers[2] > 0 && numbers[3] > 0;
      view = isMoved ? { x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3] } : null;
    },
  };

  page.addView("map", draw);
  addEventListener("resize", () => {
    if (page.view !== "map") return;
    if (!isMoved) view = null;
    draw();
  });
})();
