"use strict";
/* Behind the map: a grid of degrees, as there is no map of borders, and names that do not collide. */
(() => {
  const page = window.hezuo, { data, drawing } = page;
  const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30], LETTER = 12;

  /* The degrees on show, `from` to `to`, that are multiples of a step. */
  function degrees(from, to, step, most) {
    const first = Math.ceil(Math.max(from, -most) / step), last = Math.floor(Math.min(to, most) / step);
    return Array.from({ length: Math.max(last - first + 1, 0) }, (_, place) => (first + place) * step);
  }

  function grid({ wide, tall, scale, middle, at }) {
    const lines = drawing("g", { class: "grid" });
    const step = STEPS.find((one) => one * scale > 70) ?? 30;
    const told = (degree) => `${degree.toFixed(step < 1 ? 1 : 0)}°`;
    const from = middle[0] - wide / 2 / scale;
    for (const longitude of degrees(from, from + wide / scale, step, 180)) {
      const [x] = at([longitude, 0]);
      lines.append(drawing("line", { x1: x, x2: x, y1: 0, y2: tall }));
      if (x < wide - 30) lines.append(drawing("text", { x: x + 4, y: tall - 6 }, told(longitude)));
    }
    for (const latitude of degrees(-80, 80, step, 80)) {
      const [, y] = at(page.places.project([0, latitude]));
      if (y < 0 || y > tall) continue;
      lines.append(drawing("line", { x1: 0, x2: wide, y1: y, y2: y }));
      if (y > 16 && y < tall - 24) lines.append(drawing("text", { x: 4, y: y - 4 }, told(latitude)));
    }
    return lines;
  }

  const width = (name) => LETTER * [...name].reduce((sum, one) => sum + (one > "\u2e80" ? 1 : 0.56), 0);

  /* Writes names where each lies over no other: below its place, else above or beside it. */
  function namer(wide, tall) {
    const group = drawing("g", { class: "names" }), taken = [];
    const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const meets = (area) => taken.some((other) => overlap(area, other));
    function name(text, x, y, radius, kind = "spot") {
      if (x < -20 || y < -20 || x > wide + 20 || y > tall + 20) return;
      const half = width(text) / 2, side = radius + half + 4;
      const ways = kind === "spot" ? [[0, radius + LETTER + 1], [0, -radius - 4], [side, 4], [-side, 4]] : [[0, 0]];
      for (const [dx, dy] of ways) {
        const isInside = x > 0 && x < wide, base = y + dy;
        const middle = isInside ? Math.min(Math.max(x + dx, half + 2), wide - half - 2) : x + dx;
        const area = { left: middle - half, right: middle + half, top: base - LETTER, bottom: base + 3 };
        if (meets(area)) continue;
        taken.push(area);
        group.append(drawing("text", { class: kind, x: middle, y: base }, text));
        return;
      }
    }
    /* Leaves the middle of a large dot free, which has a number. */
    const keep = (x, y, radius) => taken.push({ left: x - radius * 0.7, right: x + radius * 0.7, top: y - radius * 0.7, bottom: y + radius * 0.7 });
    return { group, name, keep };
  }

  /* Of China the provinces are named where nothing else is. */
  function provinces() {
    const isChina = ([longitude, latitude]) => longitude > 73 && longitude < 136 && latitude > 17 && latitude < 54;
    if (!data.spots.some((spot) => isChina(spot.at))) return [];
    return data.provinces.filter((province) => !data.spots.some((spot) => spot.name.startsWith(province.name)));
  }

  Object.assign(page, { grid, namer, provinces });
})();
