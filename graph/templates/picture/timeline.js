"use strict";
/* Ties over time: how many a year (or a month), and below a lane for each of the busiest nodes. */
(() => {
  const page = window.hezuo, { data, words, byId, element, drawing, find } = page;
  const MOST_LANES = 24, LEFT = 190, RIGHT = 24, BARS = 120, LANE = 26, TOP = 16;

  /* A date as a number of months; what has no month stands in the middle of its year. */
  const month = (date) => {
    const [year, its] = date.split("-").map(Number);
    return year * 12 + (its ? its - 1 : 5.5);
  };
  const short = (text) => ([...text].length > 13 ? `${[...text].slice(0, 12).join("")}…` : text);

  function draw() {
    const box = find("timeline");
    const seen = [...page.visible().ties].filter((number) => data.ties[number].year !== null);
    if (!seen.length) {
      box.replaceChildren(element("p", { className: "nothing", textContent: words.nothing }));
      return;
    }
    const dates = seen.map((number) => month(data.ties[number].date));
    const first = Math.floor(Math.min(...dates) / 12), last = Math.floor(Math.max(...dates) / 12);
    const isFine = last - first <= 2 && seen.every((number) => data.ties[number].date.length > 4);
    const step = isFine ? 1 : 12; // bars of months, or of years where some ties have nothing finer
    const count = (last - first + 1) * (12 / step), width = Math.max(box.clientWidth - 20, 360);
    const x = (months) => LEFT + ((months - first * 12) / ((last - first + 1) * 12)) * (width - LEFT - RIGHT);
    const bins = Array.from({ length: count }, () => 0);
    for (const date of dates) bins[Math.min(count - 1, Math.floor((date - first * 12) / step))] += 1;
    const busy = new Map();
    for (const number of seen) for (const id of data.ties[number].ends) busy.set(id, (busy.get(id) ?? 0) + 1);
    const lanes = [...busy].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_LANES).map(([id]) => id);
    const row = new Map(lanes.map((id, place) => [id, TOP + BARS + 48 + place * LANE]));
    const height = TOP + BARS + 48 + lanes.length * LANE + 10, most = Math.max(...bins);
    const svg = drawing("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": words.tabs.timeline });
    bins.forEach((number, place) => {
      const from = x(first * 12 + place * step), to = x(first * 12 + (place + 1) * step), tall = (number / most) * BARS;
      if (!number) return;
      const name = step === 12 ? `${first + place}` : `${first + Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, "0")}`;
      svg.append(drawing("rect", { class: "bar", x: from + 1, y: TOP + BARS - tall, width: Math.max(to - from - 2, 1), height: tall }, drawing("title", {}, `${name}: ${number}`)));
      if (to - from > 16) svg.append(drawing("text", { class: "number", x: (from + to) / 2, y: TOP + BARS - tall - 4 }, String(number)));
    });
    const every = Math.ceil((last - first + 1) / Math.max(1, Math.floor((width - LEFT) / 52)));
    for (let year = first; year <= last + 1; year += 1) {
      svg.append(drawing("line", { class: "year", x1: x(year * 12), x2: x(year * 12), y1: TOP, y2: height - 8 }));
      if (year <= last && (year - first) % every === 0) svg.append(drawing("text", { class: "axis", x: x(year * 12 + 6), y: TOP + BARS + 20 }, String(year)));
    }
    for (const id of lanes) {
      const y = row.get(id), node = byId.get(id);
      const name = drawing("text", { class: "lane", x: LEFT - 10, y: y + 4, tabindex: 0, role: "button", "aria-label": node.name }, drawing("title", {}, node.name), short(node.name));
      const open = () => page.open(id, { move: true });
      name.addEventListener("click", open);
      name.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
      svg.append(drawing("line", { class: "rail", x1: LEFT, x2: width - RIGHT, y1: y, y2: y }), name);
    }
    const stacked = new Map(); // ties of one day beside each other
    for (const number of seen) {
      const tie = data.ties[number], rows = tie.ends.filter((id) => row.has(id)).map((id) => row.get(id));
      if (!rows.length) continue;
      const before = stacked.get(tie.date) ?? 0;
      stacked.set(tie.date, before + 1);
      const at = x(month(tie.date)) + (before % 2 ? -1 : 1) * Math.ceil(before / 2) * 7;
      const mark = drawing("g", { class: "tie", tabindex: 0, role: "button", "aria-label": `${tie.date} ${tie.title || tie.kind}` }, drawing("title", {}, `${tie.date} ${tie.title || tie.kind}`));
      if (rows.length > 1) mark.append(drawing("line", { x1: at, x2: at, y1: Math.min(...rows), y2: Math.max(...rows) }));
      for (const y of rows) mark.append(drawing("circle", { cx: at, cy: y, r: 4.5 }));
      mark.addEventListener("click", () => page.openTie(number));
      mark.addEventListener("keydown", (event) => { if (event.key === "Enter") page.openTie(number); });
      svg.append(mark);
    }
    box.replaceChildren(svg);
    if (busy.size > lanes.length) box.append(element("p", { className: "hint", textContent: page.say(words.lanes, lanes.length, busy.size) }));
  }

  page.addView("timeline", draw);
  addEventListener("resize", () => { if (page.view === "timeline") draw(); });
})();
