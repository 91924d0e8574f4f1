"use strict";
/* What the map shows: places with what lies there, arcs between them, and where on the plane. */
(() => {
  const page = window.hezuo, { data, byId } = page;
  const BEND = 0.18, LEAST = 0.6; // of an arc; the smallest part that is fitted, in degrees

  /* Mercator, in degrees of longitude. */
  function project([longitude, latitude]) {
    const inside = Math.max(-85, Math.min(85, latitude));
    return [longitude, -(180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (inside * Math.PI) / 360))];
  }
  const spots = data.spots.map((spot) => project(spot.at));

  const pair = (one, other) => `${Math.min(one, other)} ${Math.max(one, other)}`;

  /* The pairs of places that a tie joins. */
  function placesOf(tie, seen) {
    const found = new Set();
    for (const ends of tie.pairs) {
      const [one, other] = ends.map((id) => (seen.nodes.has(id) ? byId.get(id).spot : -1));
      if (one >= 0 && other >= 0 && one !== other) found.add(pair(one, other));
    }
    return found;
  }

  /* Who lies where, and what joins two places: numbers of ties, and how many. */
  function tied() {
    const seen = page.visible(), members = new Map(), arcs = new Map();
    for (const node of data.nodes) {
      if (node.spot < 0 || !seen.nodes.has(node.id)) continue;
      if (!members.has(node.spot)) members.set(node.spot, []);
      members.get(node.spot).push(node);
    }
    const add = (key, numbers, count) => {
      const arc = arcs.get(key) ?? { numbers: [], count: 0 };
      arc.numbers.push(...numbers);
      arc.count += count;
      arcs.set(key, arc);
    };
    for (const edge of data.ties.length ? [] : data.edges) { // where ties are only counted
      const [one, other] = [edge.from, edge.to].map((id) => byId.get(id).spot);
      if (edge.tie && seen.edges.has(edge.id) && one >= 0 && other >= 0 && one !== other) add(pair(one, other), [], edge.count);
    }
    for (const number of seen.ties) for (const key of placesOf(data.ties[number], seen)) add(key, [number], 1);
    return { members, arcs };
  }

  /* The point that bends an arc between two points, to one side. */
  const bent = ([x1, y1], [x2, y2]) => [(x1 + x2) / 2 + (y1 - y2) * BEND, (y1 + y2) / 2 + (x2 - x1) * BEND];

  function around(points) {
    const xs = points.map(([x]) => x), ys = points.map(([, y]) => y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)], [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const width = Math.max(right - left, LEAST), height = Math.max(bottom - top, LEAST);
    return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
  }

  /* The ends of arcs, and how far they bend. */
  const reach = ({ arcs }) => [...arcs.keys()].flatMap((key) => {
    const [one, other] = key.split(" ").map((spot) => spots[spot]), [cx, cy] = bent(one, other);
    return [one, other, [(one[0] + other[0] + 2 * cx) / 4, (one[1] + other[1] + 2 * cy) / 4]];
  });

  /* Where most things lie: without the few that are farthest out, in each direction. */
  function bulk({ members }) {
    const used = [...members].flatMap(([spot, its]) => its.map(() => spots[spot]));
    const cut = used.length < 6 ? 0 : Math.ceil(used.length * 0.06);
    const inner = (axis) => {
      const sorted = used.map((point) => point[axis]).sort((a, b) => a - b);
      return [sorted[cut], sorted[sorted.length - 1 - cut]];
    };
    const [left, right] = inner(0), [top, bottom] = inner(1);
    return [[left, top], [right, bottom]];
  }

  /* All places and arcs. */
  const whole = (found) => around([...[...found.members.keys()].map((spot) => spots[spot]), ...reach(found)]);

  /* What is shown at first: all, but for places without a tie that lie far from the rest; or the
     bulk, where all would leave most of a high window empty, as on a phone. */
  function first(found, wide, tall) {
    const scale = (part) => Math.min(wide / part.width, tall / part.height);
    const all = whole(found), tiedPart = around([...reach(found), ...bulk(found)]);
    const part = scale(all) < 0.6 * scale(tiedPart) ? tiedPart : all;
    const isEmpty = wide < tall && part.width * part.height * scale(part) ** 2 < 0.45 * wide * tall;
    const most = around(bulk(found));
    return isEmpty && scale(part) < 0.75 * scale(most) ? most : part;
  }

  page.places = { project, spots, tied, bent, whole, first };
})();
