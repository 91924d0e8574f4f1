"use strict";
/* The map: a dot for each place, as large as what lies there, and arcs for the ties between places.
   There is no map of borders behind it: a grid of degrees and the names of provinces instead. */
(() => {
  const page = window.hezuo, { data, words, byId, element, drawing, find } = page;
  const box = find("map"), LETTER = 12;
  let isMoved = false; // by hand
  let view = null; // what part of the world is shown: x, y, width and height in the projection

  /* Mercator, in degrees of longitude. */
  const project = ([longitude, latitude]) => [longitude, -(180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 360))];
  const places = data.spots.map((spot) => project(spot.at));

  function tied() {
    const seen = page.visible(), members = new Map(), arcs = new Map();
    for (const node of data.nodes) {
      if (node.spot < 0 || !seen.nodes.has(node.id)) continue;
      members.set(node.spot, [...(members.get(node.spot) ?? []), node]);
    }
    const add = (key, number, count) => {
      const arc = arcs.get(key) ?? { numbers: [], count: 0 };
      if (number !== null) arc.numbers.push(number);
      arc.count += count;
      arcs.set(key, arc);
    };
    for (const edge of data.ties.length ? [] : data.edges) { // where ties are only counted
      const its = [edge.from, edge.to].map((id) => byId.get(id).spot);
      if (!edge.tie || !seen.edges.has(edge.id) || its.some((spot) => spot < 0) || its[0] === its[1]) continue;
      add(`${Math.min(...its)} ${Math.max(...its)}`, null, edge.count);
    }
    for (const number of seen.ties) {
      const pairs = new Set();
      for (const pair of data.ties[number].pairs) {
        const its = pair.filter((id) => seen.nodes.has(id)).map((id) => byId.get(id).spot).filter((spot) => spot >= 0);
        if (its.length === 2 && its[0] !== its[1]) pairs.add(`${Math.min(...its)} ${Math.max(...its)}`);
      }
      for (const key of pairs) add(key, number, 1);
    }
    return { members, arcs };
  }

  /* Where the ties are; without any, where the nodes are. */
  function whole({ members, arcs }) {
    const ends = new Set([...arcs.keys()].flatMap((key) => key.split(" ").map(Number)));
    const used = places.filter((_, spot) => (ends.size ? ends.has(spot) : members.has(spot)));
    const xs = used.map(([x]) => x), ys = used.map(([, y]) => y);
    const left = Math.min(...xs), top = Math.min(...ys);
    const width = Math.max(Math.max(...xs) - left, 0.6), height = Math.max(Math.max(...ys) - top, 0.6);
    const pad = 0.18 * Math.max(width, height);
    return { x: left - pad, y: top - pad, width: width + 2 * pad, height: height + 2 * pad };
  }

  function draw() {
    const found = tied(), { members, arcs } = found;
    if (!members.size) {
      box.replaceChildren(element("p", { className: "nothing", textContent: words.nowhere }));
      return;
    }
    view ??= whole(found);
    const wide = Math.max(box.clientWidth, 100), tall = Math.max(box.clientHeight, 100);
    const scale = Math.min(wide / view.width, tall / view.height);
    const middle = [view.x + view.width / 2, view.y + view.height / 2];
    const at = ([x, y]) => [wide / 2 + (x - middle[0]) * scale, tall / 2 + (y - middle[1]) * scale];
    const svg = drawing("svg", { viewBox: `0 0 ${wide} ${tall}`, width: wide, height: tall, role: "group", "aria-label": words.tabs.map });
    svg.append(grid(wide, tall, scale, middle, at));
    const inside = ([x, y]) => x > -40 && y > -40 && x < wide + 40 && y < tall + 40;
    const taken = [], most = Math.max(...[...members.values()].map((its) => its.length));
    const dot = (spot) => 4 + 16 * Math.sqrt(members.get(spot).length / Math.max(most, 12));

    const strongest = Math.max(1, ...[...arcs.values()].map((its) => its.count));
    const lines = drawing("g", { class: "arcs" });
    // The more arcs, the more each lets through, but for the strongest: else they make one blot.
    const clear = Math.min(1, Math.sqrt(60 / arcs.size));
    for (const [key, { numbers, count }] of [...arcs].sort((a, b) => a[1].count - b[1].count)) {
      const spots = key.split(" ").map(Number), [[x1, y1], [x2, y2]] = spots.map((spot) => at(places[spot]));
      const bend = 0.18, cx = (x1 + x2) / 2 + (y1 - y2) * bend, cy = (y1 + y2) / 2 + (x2 - x1) * bend;
      const name = `${data.spots[spots[0]].name} — ${data.spots[spots[1]].name}: ${page.tally(count)}`;
      const arc = drawing("path", { d: `M${x1},${y1}Q${cx},${cy} ${x2},${y2}`, "stroke-width": 1.2 + 5 * Math.sqrt(count / strongest) }, drawing("title", {}, name));
      arc.style.setProperty("--opacity", 0.55 * Math.max(clear, Math.sqrt(count / strongest)));
      if (numbers.length) arc.addEventListener("click", () => page.listTies(name, numbers));
      lines.append(arc);
    }
    svg.append(lines);
    const dots = drawing("g", { class: "spots" }), names = drawing("g", { class: "names" });
    const order = [...members.keys()].sort((a, b) => members.get(b).length - members.get(a).length || a - b);
    for (const spot of order) {
      const [x, y] = at(places[spot]), its = members.get(spot), r = dot(spot);
      const name = page.say(words.at, data.spots[spot].name, its.length);
      const mark = drawing("circle", { cx: x, cy: y, r, tabindex: 0, role: "button", "aria-label": name }, drawing("title", {}, name));
      const open = () => listPlace(name, its);
      mark.addEventListener("click", open);
      mark.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
      if (its.some((node) => node.id === page.chosen.node)) mark.setAttribute("class", "chosen");
      dots.append(mark);
      if (its.length > 1 && r > 9) names.append(drawing("text", { class: "inside", x, y: y + 4 }, String(its.length)));
      label(names, taken, data.spots[spot].name, x, y + r + LETTER + 1, inside([x, y]));
    }
    const isChina = ([longitude, latitude]) => longitude > 73 && longitude < 136 && latitude > 17 && latitude < 54;
    for (const province of data.spots.some((spot) => isChina(spot.at)) ? data.provinces : []) {
      const [x, y] = at(project(province.at));
      if (inside([x, y]) && !data.spots.some((spot) => spot.name.startsWith(province.name))) label(names, taken, province.name, x, y, true, "province");
    }
    svg.append(dots, names);
    const somewhere = data.nodes.filter((node) => node.spot < 0 && page.visible().nodes.has(node.id)).length;
    box.replaceChildren(svg, ...(somewhere ? [element("p", { className: "hint", textContent: page.say(words.unplaced, somewhere) })] : []));
  }

  /* A name, where it lies over no other. */
  function label(group, taken, name, x, y, isInside, kind = "spot") {
    const half = (LETTER * [...name].reduce((sum, one) => sum + (one > "\u2e80" ? 1 : 0.56), 0)) / 2;
    const area = { left: x - half, right: x + half, top: y - LETTER, bottom: y + 3 };
    if (!isInside || taken.some((other) => area.left < other.right && other.left < area.right && area.top < other.bottom && other.top < area.bottom)) return;
    taken.push(area);
    group.append(drawing("text", { class: kind, x, y }, name));
  }

  function grid(wide, tall, scale, middle, at) {
    const lines = drawing("g", { class: "grid" });
    const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30].find((degrees) => degrees * scale > 70) ?? 30;
    const from = middle[0] - wide / 2 / scale, digits = step < 1 ? 1 : 0;
    for (let longitude = Math.ceil(from / step) * step; longitude < from + wide / scale; longitude += step) {
      const [x] = at([longitude, 0]);
      lines.append(drawing("line", { x1: x, x2: x, y1: 0, y2: tall }), drawing("text", { x: x + 4, y: tall - 6 }, `${longitude.toFixed(digits)}°`));
    }
    for (let latitude = -80; latitude <= 80; latitude = Math.round((latitude + step) * 10) / 10) {
      const [, y] = at(project([0, latitude]));
      if (y > 0 && y < tall) lines.append(drawing("line", { x1: 0, x2: wide, y1: y, y2: y }), drawing("text", { x: 4, y: y - 4 }, `${latitude.toFixed(digits)}°`));
    }
    return lines;
  }

  function listPlace(name, its) {
    const order = [...its].sort((a, b) => b.size - a.size || a.id - b.id);
    page.list(name, () => order
      .filter((node) => page.visible().nodes.has(node.id))
      .map((node) => [node.name, () => page.open(node.id, { move: true })]));
  }

  /* ---- zoom with the wheel, move by dragging, + - 0 and arrows by keyboard ---- */

  function zoom(factor, x = box.clientWidth / 2, y = box.clientHeight / 2) {
    if (!view) return;
    const scale = Math.min(box.clientWidth / view.width, box.clientHeight / view.height);
    const px = view.x + view.width / 2 + (x - box.clientWidth / 2) / scale, py = view.y + view.height / 2 + (y - box.clientHeight / 2) / scale;
    const next = Math.min(Math.max(view.width / factor, 0.05), 400) / view.width;
    view = { x: px + (view.x - px) * next, y: py + (view.y - py) * next, width: view.width * next, height: view.height * next };
    isMoved = true;
    draw();
    page.note();
  }
  function shift(dx, dy) {
    if (!view) return;
    const scale = Math.min(box.clientWidth / view.width, box.clientHeight / view.height);
    view = { ...view, x: view.x - dx / scale, y: view.y - dy / scale };
    isMoved = true;
    draw();
    page.note();
  }
  function showWhole() {
    view = null;
    isMoved = false;
    draw();
    page.note();
  }
  box.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { left, top } = box.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.25 : 0.8, event.clientX - left, event.clientY - top);
  }, { passive: false });
  let held = null;
  box.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, moved: false }; });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (!held.moved && Math.hypot(dx, dy) < 4) return;
    held = { x: event.clientX, y: event.clientY, moved: true };
    shift(dx, dy);
  });
  addEventListener("pointerup", () => { held = null; });
  box.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (steps[event.key]) shift(...steps[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") showWhole();
    else return;
    event.preventDefault();
  });
  /* What part of the world is shown, as four numbers for the address; null is all of it. */
  page.mapArea = {
    get: () => view && isMoved ? [view.x, view.y, view.width, view.height] : null,
    set(numbers) {
      isMoved = numbers !== null && numbers[2] > 0 && numbers[3] > 0;
      view = isMoved ? { x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3] } : null;
    },
  };
  page.zoomMap = (factor) => { if (factor) zoom(factor); else showWhole(); };

  page.addView("map", draw);
  addEventListener("resize", () => { if (page.view === "map") draw(); });
})();
