"use strict";
/* Ties over time: how many a year (or a month), and below a lane for each of the busiest nodes.
   Every mark lies within its date: a day is a dot, a month or a year as wide as it lasts. */
(() => {
  const page = window.hezuo, { data, words, byId, element, drawing, find } = page;
  const MOST_LANES = 24, MOST_APART = 80; // with more ties than these, marks stand for several
  const RIGHT = 24, TOP = 18, BARS = 96, WIDEST_BAR = 64, LANE = 26, ROOM = 11, SLOT = 9, LEAST_YEAR = 34;
  const box = find("timeline");

  /* From when to when a date lasts, as numbers of months: a year has no month, a month no day. */
  function span(date) {
    const [, year, month, day] = date.match(/^(\d{4})(?:-(\d\d)(?:-(\d\d))?(?!\d))?/).map(Number);
    const start = year * 12 + ((month || 1) - 1);
    if (!month) return [start, start + 12];
    if (!day) return [start, start + 1];
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return [start + (day - 1) / days, start + day / days];
  }

  /* As much of a name as there is room for. */
  function short(name, room) {
    let used = 0;
    const kept = [...name].filter((one) => (used += one > "\u2e80" ? 13 : 7.2) <= room);
    return kept.length < [...name].length ? `${kept.slice(0, -1).join("")}…` : name;
  }

  const grouped = (items, key) => {
    const groups = new Map();
    for (const item of items) {
      if (!groups.has(key(item))) groups.set(key(item), []);
      groups.get(key(item)).push(item);
    }
    return groups;
  };
  const told = (number) => `${data.ties[number].date} ${data.ties[number].title || data.ties[number].kind}`;

  /* Where what stands: the years, the lanes, and how dates and nodes become places. */
  function plan(seen) {
    const spans = seen.map((number) => span(data.ties[number].date));
    const first = Math.floor(Math.min(...spans.map(([start]) => start)) / 12);
    const last = Math.floor(Math.max(...spans.map(([start]) => start)) / 12);
    const left = box.clientWidth < 600 ? 112 : 190;
    const width = Math.max(box.clientWidth - 20, left + RIGHT + (last - first + 1) * LEAST_YEAR);
    const perMonth = (width - left - RIGHT) / ((last - first + 1) * 12);
    const busy = new Map();
    for (const number of seen) for (const id of data.ties[number].ends) busy.set(id, (busy.get(id) ?? 0) + 1);
    const lanes = [...busy].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_LANES).map(([id]) => id);
    return {
      first, last, left, width, perMonth, lanes,
      busy: busy.size,
      x: (months) => left + (months - first * 12) * perMonth,
      row: new Map(lanes.map((id, place) => [id, TOP + BARS + 48 + place * LANE])),
      height: TOP + BARS + 48 + lanes.length * LANE + 10,
    };
  }

  /* How many ties each year has, or each month where that is known of all. */
  function bars(svg, seen, { first, last, x }) {
    const isFine = last - first <= 2 && seen.every((number) => data.ties[number].date.length > 4);
    const bins = grouped(seen, (number) => data.ties[number].date.slice(0, isFine ? 7 : 4));
    const most = Math.max(...[...bins.values()].map((its) => its.length));
    for (const [name, its] of bins) {
      const [from, to] = span(name).map(x);
      const wide = Math.max(Math.min(to - from - 2, WIDEST_BAR), 1), tall = (its.length / most) * BARS;
      const middle = (from + to) / 2, title = drawing("title", {}, `${name}: ${its.length}`);
      svg.append(drawing("rect", { class: "bar", x: middle - wide / 2, y: TOP + BARS - tall, width: wide, height: tall }, title));
      if (to - from > 16) svg.append(drawing("text", { class: "number", x: middle, y: TOP + BARS - tall - 4 }, String(its.length)));
    }
  }

  function axis(svg, { first, last, left, width, height, x }) {
    const every = Math.ceil((last - first + 1) / Math.max(1, Math.floor((width - left) / 52)));
    for (let year = first; year <= last + 1; year += 1) {
      svg.append(drawing("line", { class: "year", x1: x(year * 12), x2: x(year * 12), y1: TOP, y2: height - 8 }));
      if (year > last || (year - first) % every) continue;
      svg.append(drawing("text", { class: "axis", x: x(year * 12 + 6), y: TOP + BARS + 20 }, String(year)));
    }
  }

  function names(svg, { lanes, row, left, width }) {
    for (const id of lanes) {
      const node = byId.get(id), y = row.get(id);
      const title = drawing("title", {}, node.name);
      const name = drawing("text", { class: "lane", x: left - 10, y: y + 4, "aria-label": node.name }, title, short(node.name, left - 22));
      page.pressable(name, () => page.open(id, { move: true }));
      svg.append(drawing("line", { class: "rail", x1: left, x2: width - RIGHT, y1: y, y2: y }), name);
    }
  }

  const band = ([from, to], y, kind) => drawing("rect", { class: kind, x: from + 1, y: y - 8, width: to - from - 2, height: 16, rx: 4 });

  /* A tie on its own: a dot on each of its lanes, joined. It is hollow where no day is known, and
     somewhere in the month or year, so that ties of the same lie side by side. */
  function single(number, at, [from, to], { row }) {
    const rows = data.ties[number].ends.filter((id) => row.has(id)).map((id) => row.get(id));
    const kind = data.ties[number].date.length < 10 ? "tie hollow" : "tie";
    const mark = drawing("g", { class: kind, "aria-label": told(number), "data-ties": number }, drawing("title", {}, told(number)));
    if (to - from > ROOM) mark.append(...rows.map((y) => band([from, to], y, "vague")));
    mark.append(drawing("line", { x1: at, x2: at, y1: Math.min(...rows), y2: Math.max(...rows) }));
    mark.append(...rows.map((y) => drawing("circle", { cx: at, cy: y, r: 4.5 })));
    page.pressable(mark, () => page.openTie(number));
    return mark;
  }

  /* Several ties of a lane and a date, as one mark that lists them. */
  function several(id, date, numbers, most, { row, x }) {
    const [from, to] = span(date).map(x), y = row.get(id);
    const name = `${byId.get(id).name} ${date}: ${page.tally(numbers.length)}`;
    const mark = drawing("g", { class: "ties", "aria-label": name, "data-ties": numbers.join(" ") }, drawing("title", {}, name));
    mark.style.setProperty("--share", 0.12 + 0.5 * Math.sqrt(numbers.length / most));
    mark.append(to - from > ROOM ? band([from, to], y, "cell") : drawing("circle", { class: "cell", cx: (from + to) / 2, cy: y, r: 6 }));
    const room = Math.max(to - from, 12), digits = String(numbers.length);
    if (digits.length * 7 + 2 < room) mark.append(drawing("text", { class: "several", x: (from + to) / 2, y: y + 4 }, digits));
    page.pressable(mark, () => (numbers.length > 1 ? page.listTies(name, numbers) : page.openTie(numbers[0])));
    return mark;
  }

  function marks(svg, seen, laid) {
    const onLanes = seen.filter((number) => data.ties[number].ends.some((id) => laid.row.has(id)));
    const isDense = onLanes.length > MOST_APART;
    // Months too narrow for a mark are counted together, and so are days.
    const letters = !isDense ? 10 : laid.perMonth > ROOM ? 7 : 4;
    const shared = [];
    for (const [date, numbers] of grouped(onLanes, (number) => data.ties[number].date.slice(0, letters))) {
      const reach = span(date).map(laid.x);
      if (isDense || numbers.length > Math.max(1, (reach[1] - reach[0]) / SLOT)) {
        const pairs = numbers.flatMap((number) => data.ties[number].ends.map((id) => [id, number]));
        for (const [id, its] of grouped(pairs, ([end]) => end)) {
          if (laid.row.has(id)) shared.push([id, date, its.map(([, number]) => number)]);
        }
        continue;
      }
      numbers.forEach((number, place) => {
        const at = reach[0] + ((place + 0.5) / numbers.length) * (reach[1] - reach[0]);
        svg.append(single(number, at, reach, laid));
      });
    }
    const most = Math.max(...shared.map(([, , numbers]) => numbers.length));
    shared.sort((a, b) => laid.row.get(a[0]) - laid.row.get(b[0]) || a[1].localeCompare(b[1]));
    svg.append(...shared.map(([id, date, numbers]) => several(id, date, numbers, most, laid)));
  }

  function draw() {
    const seen = [...page.visible().ties].filter((number) => data.ties[number].year !== null);
    if (!seen.length) {
      box.replaceChildren(element("p", { className: "nothing", textContent: words.nothing }));
      return;
    }
    seen.sort((a, b) => data.ties[a].date.localeCompare(data.ties[b].date) || a - b);
    const laid = plan(seen), { width, height } = laid;
    const svg = drawing("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": words.tabs.timeline });
    axis(svg, laid);
    bars(svg, seen, laid);
    names(svg, laid);
    marks(svg, seen, laid);
    page.walkable(svg);
    box.replaceChildren(svg);
    if (laid.busy === laid.lanes.length) return;
    const hint = page.say(words.lanes, laid.lanes.length, laid.busy);
    box.append(element("p", { className: "hint", textContent: hint }));
  }

  page.addView("timeline", draw);
  addEventListener("resize", () => {
    if (page.view === "timeline") draw();
  });
})();
