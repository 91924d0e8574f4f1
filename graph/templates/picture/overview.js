"use strict";
/* Of a network too large to draw: its communities are the nodes, and open to their members. Who
   they are and whom they tie with is packed in the page, and unpacked when it has been drawn. */
(() => {
  const page = window.hezuo, { data, words, byId, place, element, find } = page;
  if (!find("members")) return;
  const MOST_LISTED = 300, MOST_TIES_LISTED = 30, MOST_NEAR = 40, SMALLEST = 5, LARGEST = 24;
  const communities = data.nodes.length, drawn = new Map(); // numbers of members to their nodes
  const ready = [];
  let members = null, labels = [], counts = [], starts = [], partners = [], offsets = [];
  let said = {}, often = new Map(), tiesOfMember = new Map();
  const heading = find("overview").textContent, numbersShown = find("overview").parentElement.querySelectorAll("b");

  async function unpack() {
    const bytes = Uint8Array.from(atob(find("members").textContent.trim()), (one) => one.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /* Every tie from both its ends: partners[offsets[n]] up to partners[offsets[n + 1]]. */
  function joined(steps) {
    const degrees = new Uint32Array(steps.length + 1);
    const each = (act) => steps.forEach((its, one) => { let other = one; for (const step of its) act(one, other += step); });
    each((one, other) => { degrees[one] += 1; degrees[other] += 1; });
    offsets = new Uint32Array(steps.length + 1);
    for (let n = 0; n < steps.length; n += 1) offsets[n + 1] = offsets[n] + degrees[n];
    const next = offsets.slice();
    partners = new Uint32Array(offsets[steps.length]);
    each((one, other) => { partners[next[one]++] = other; partners[next[other]++] = one; });
  }

  /* Names come with marks where their labels break; see packed_lines in labels.py. */
  function lines(packed) {
    const [shown, rest] = packed.split("\f");
    return shown.replaceAll("\v", "\n") + (rest === undefined ? "" : "…");
  }

  function take(found) {
    counts = found.counts;
    starts = counts.reduce((sums, count) => [...sums, sums.at(-1) + count], [0]);
    joined(found.partners);
    said = found.words;
    for (let n = 0; n < found.often.length; n += 3) often.set(`${found.often[n]} ${found.often[n + 1]}`, found.often[n + 2]);
    found.ties.of.forEach((its, tie) => { for (const member of its) tiesOfMember.set(member, [...(tiesOfMember.get(member) ?? []), tie]); });
    labels = found.names.map(lines);
    found.names = found.names.map((packed) => packed.replaceAll("\n", " ").replace(/[\v\f]/g, ""));
    members = found;
    const folded = found.names.map((name, member) => [{ member, id: member, name, kind: found.kinds[found.kind[member]], size: degree(member), spelling: found.initials[member] && `${found.initials[member]} ${found.initials[member]}` }, name.toLowerCase()]);
    page.members = { folded };
    for (const act of ready) act();
  }

  const degree = (member) => offsets[member + 1] - offsets[member];
  const timesOf = (one, other) => often.get(`${Math.min(one, other)} ${Math.max(one, other)}`) ?? 1;
  /* Those with most ties to a member first. */
  const partnersOf = (member) => [...partners.subarray(offsets[member], offsets[member + 1])].sort((a, b) => timesOf(member, b) - timesOf(member, a) || degree(b) - degree(a) || a - b);
  function communityOf(member) {
    let low = 0, high = counts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= member) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function node(member, at, id) {
    const section = data.memberSections + members.kind[member], name = members.names[member];
    const look = data.looks[members.kind[member]];
    const size = Math.min(LARGEST, SMALLEST + 1.6 * Math.sqrt(degree(member)));
    return { ...structuredClone(look), id, member, inside: communityOf(member), label: labels[member], name, iri: "", spelling: "", kind: members.kinds[members.kind[member]], section, details: [], asked: false, spot: -1, x: at[0], y: at[1], size, ownColour: look.color.border };
  }

  function draw(wanted) {
    const first = data.nodes.length;
    const added = wanted.map(([member, at], row) => node(member, at, first + row));
    added.forEach((one) => drawn.set(one.member, one));
    const lines = [], pairs = new Set();
    for (const one of added) {
      for (const other of partnersOf(one.member)) {
        const end = drawn.get(other);
        if (!end || end.inside !== one.inside) continue;
        const [from, to] = [one.id, end.id].sort((a, b) => a - b);
        if (from === to || pairs.has(`${from} ${to}`)) continue;
        pairs.add(`${from} ${to}`);
        lines.push({ id: data.edges.length + lines.length, from, to, relations: page.say(words.ties, timesOf(one.member, other)), count: timesOf(one.member, other), tie: true, ties: [], width: Math.min(1 + 0.8 * Math.log2(timesOf(one.member, other)), 5) });
      }
    }
    page.add(added, lines);
  }

  /* Opens a community: its busiest members are drawn, all are listed. */
  function enter(community) {
    if (!members || place.inside === community) return;
    place.inside = community;
    const at = members.at[community];
    if (at.length && !drawn.has(starts[community])) draw(Array.from({ length: at.length / 2 }, (_, row) => [starts[community] + row, [at[2 * row], at[2 * row + 1]]]));
    page.chosen.node = page.chosen.edge = null; // else the panel of what is hidden now would close
    page.changed();
    page.showWhole();
  }

  /* A member that is not among those drawn, near its partners, or with them around where none is. */
  let opened = 0;
  function drawAlso(member, community) {
    const its = partnersOf(member).filter((other) => communityOf(other) === community);
    const near = its.map((other) => drawn.get(other)).filter(Boolean);
    const mean = (side) => near.reduce((sum, other) => sum + other[side], 0) / Math.max(near.length, 1);
    if (near.length || members.at[community].length) draw([[member, [mean("x") + 30, mean("y") + 30]]]);
    else {
      const around = its.slice(0, MOST_NEAR), wide = 60 + 22 * around.length, row = opened++;
      const centre = [1600 * (row % 4), 1600 * Math.floor(row / 4)];
      const turned = (place, step) => place + Math.min(wide, 600) * step;
      const turn = (n) => (2 * Math.PI * n) / around.length;
      draw([[member, centre], ...around.map((other, n) => [other, [turned(centre[0], Math.cos(turn(n))), turned(centre[1], Math.sin(turn(n)))]])]);
    }
    page.changed();
  }

  function leave() {
    place.inside = null;
    page.close();
    page.changed();
    page.showWhole();
    page.stage.focus();
  }

  /* A name that leads somewhere and, where there are more, how many ties, which lead to them. */
  function item(name, action, times = 0, more = null) {
    const made = element("li", {}, page.button(name, action));
    if (times > 1 || (times && more)) {
      const text = page.say(words.ties, times), its = more ? page.button(text, more) : element("small", { textContent: text });
      its.classList.add("more");
      if (more) its.setAttribute("aria-label", `${name}: ${text}`);
      made.append(" ", its);
    }
    return made;
  }

  function headed(items, text) {
    if (items.length) items[0].prepend(element("small", { textContent: text }));
    return items;
  }

  function listed(numbers, make) {
    const items = numbers.slice(0, MOST_LISTED).map(make);
    if (numbers.length > MOST_LISTED) items.push(element("li", { textContent: page.say(words.further, numbers.length - MOST_LISTED) }));
    return items;
  }

  /* Ties with their titles, the strongest first, if the page has them. */
  function tied(ties) {
    const items = ties.slice(0, MOST_TIES_LISTED).map((tie) => {
      const names = members.ties.of[tie].map((member) => members.names[member]).join("；");
      const rows = { date: members.ties.dates[tie], parties: names };
      const told = Object.entries(rows).filter(([, value]) => value).flatMap(([key, value]) => [element("dt", { textContent: words.columns[key] }), element("dd", { textContent: value })]);
      return element("li", { className: "tie" }, element("h4", { textContent: members.ties.titles[tie] || words.tie }), element("dl", {}, ...told));
    });
    const rest = ties.length > MOST_TIES_LISTED ? page.say(said.first, ties.length, MOST_TIES_LISTED) : "";
    return headed(items, said.ties + rest);
  }

  const shape = (one) => [page.swatch(one.section), element("span", { textContent: one.kind })];

  function openCommunity(community) {
    if (!members) return;
    const one = byId.get(community);
    const isList = !members.at[community].length;
    if (isList) { if (place.inside !== null) leave(); } else enter(community);
    const range = Array.from({ length: counts[community] }, (_, row) => starts[community] + row);
    const all = listed(range, (number) => item(members.names[number], () => openMember(number)));
    const lines = page.edgesOf.get(community).map((edge) => [byId.get(edge.from === community ? edge.to : edge.from), edge]);
    lines.sort((a, b) => b[1].count - a[1].count || a[0].id - b[0].id);
    const others = lines.map(([other, edge]) => item(other.name, () => openCommunity(other.id), edge.count, () => openLine(edge)));
    const rows = isList ? [...one.details, ["", said.listed]] : one.details;
    page.showPanel(one.name, shape(one), rows, words.members, counts[community].toLocaleString("en"), [...all, ...headed(others, words.others)]);
    page.note();
  }

  function openMember(member, move = true) {
    if (!members || members.names[member] === undefined) return;
    const community = communityOf(member);
    enter(community);
    if (!drawn.has(member)) drawAlso(member, community);
    const its = drawn.get(member), where = members.places[members.place[member]];
    if (page.filter.hidden.delete(its.section)) page.changed();
    const home = headed([item(byId.get(community).name, () => openCommunity(community))], words.community);
    const listedPartners = listed(partnersOf(member), (other) => item(members.names[other], () => openMember(other), timesOf(member, other)));
    page.showPanel(its.name, shape(its), where ? [[words.place, where]] : [], words.partners, degree(member), [...listedPartners, ...tied(tiesOfMember.get(member) ?? []), ...home]);
    page.choose(its.id, null);
    if (move) {
      page.panel.focus();
      page.flyTo(its.id, page.panel);
    }
    page.note();
  }

  /* What a line stands for: the ties between two communities, or two members. */
  function openLine(edge) {
    const ends = [byId.get(edge.from), byId.get(edge.to)];
    const inside = ends.map((one) => (one.member === undefined ? (member) => communityOf(member) === one.id : (member) => member === one.member));
    const ties = members.ties.of.flatMap((its, tie) => (inside.every((has) => its.some(has)) ? [tie] : []));
    const names = ends.map((one) => item(one.name, () => page.openOverview(one, true)));
    page.showPanel(ends.map((one) => one.name).join(" — "), [], [], page.say(words.ties, edge.count), "", [...names, ...tied(ties)]);
  }
  page.network.on("click", ({ nodes, edges }) => {
    if (members && !nodes.length && edges.length) openLine(page.edges.get(edges[0]));
  });

  /* What a click on a node of an overview opens; the panel has the other kinds of pages. */
  page.openOverview = (one, move) => {
    if (one.id < communities) openCommunity(one.id);
    else openMember(one.member, move);
    return true;
  };
  page.openMember = openMember;
  page.whenMembers = (act) => { if (members) act(); else ready.push(act); };
  /* As an address says; only numbers that the page knows are taken. */
  page.reopen = (community, member) => {
    if (/^\d+$/.test(member ?? "")) openMember(Number(member));
    else if (/^\d+$/.test(community ?? "") && Number(community) < communities) openCommunity(Number(community));
  };

  function reflect() {
    const isOpen = place.inside !== null, numbers = new Map();
    find("back").hidden = !isOpen;
    for (const node of data.nodes) if (isOpen && node.inside === place.inside) numbers.set(node.section, (numbers.get(node.section) ?? 0) + 1);
    for (const button of find("legend").querySelectorAll("button")) {
      const section = Number(button.dataset.section), isOfMember = section >= data.memberSections;
      button.hidden = isOfMember !== isOpen || (isOpen && !numbers.has(section));
      if (isOfMember) button.querySelector("small").textContent = numbers.get(section) ?? 0;
    }
    const count = [...numbers.values()].reduce((sum, one) => sum + one, 0);
    find("overview").textContent = isOpen ? `${byId.get(place.inside).name}${count < counts[place.inside] ? ` · ${page.say(said.drawn, count, counts[place.inside].toLocaleString("en"))}` : ""}` : heading;
    const seen = page.visible();
    [seen.nodes, seen.edges].forEach((its, place) => { numbersShown[place].textContent = its.size; });
  }
  page.onChange(reflect);
  reflect();
  find("back").addEventListener("click", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented && place.inside !== null) leave(); });

  if (typeof DecompressionStream === "undefined") find("overview").textContent = words.old_browser;
  else unpack().then(take);
})();
