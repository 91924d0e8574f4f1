"use strict";
/* Of a network too large to draw: its communities are the nodes, and open to their members. Who
   they are and whom they tie with is packed in the page, and unpacked when it has been drawn. */
(() => {
  const page = window.hezuo, { data, words, byId, place, element, find } = page;
  if (!find("members")) return;
  const MOST_LISTED = 300, SMALLEST = 5, LARGEST = 24;
  const communities = data.nodes.length, drawn = new Map(); // numbers of members to their nodes
  const ready = [];
  let members = null, labels = [], counts = [], starts = [], partners = [], offsets = [];

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
    labels = found.names.map(lines);
    found.names = found.names.map((packed) => packed.replaceAll("\n", " ").replace(/[\v\f]/g, ""));
    members = found;
    const folded = found.names.map((name, member) => [{ member, id: member, name, kind: found.kinds[found.kind[member]], size: degree(member), spelling: found.initials[member] && `${found.initials[member]} ${found.initials[member]}` }, name.toLowerCase()]);
    page.members = { folded };
    for (const act of ready) act();
  }

  const degree = (member) => offsets[member + 1] - offsets[member];
  const partnersOf = (member) => [...partners.subarray(offsets[member], offsets[member + 1])].sort((a, b) => degree(b) - degree(a) || a - b);
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
        lines.push({ id: data.edges.length + lines.length, from, to, relations: words.tie, count: 1, tie: true, ties: [], width: 1 });
      }
    }
    page.add(added, lines);
  }

  /* Opens a community: its busiest members are drawn, all are listed. */
  function enter(community) {
    if (!members || place.inside === community) return;
    place.inside = community;
    const at = members.at[community];
    if (!drawn.has(starts[community])) draw(Array.from({ length: at.length / 2 }, (_, row) => [starts[community] + row, [at[2 * row], at[2 * row + 1]]]));
    page.chosen.node = page.chosen.edge = null; // else the panel of what is hidden now would close
    page.changed();
    page.showWhole();
  }

  function leave() {
    place.inside = null;
    page.close();
    page.changed();
    page.showWhole();
    page.stage.focus();
  }

  const item = (number, action = () => openMember(number)) => element("li", {}, page.button(members.names[number], action));
  function listed(numbers, heading) {
    const items = numbers.slice(0, MOST_LISTED).map((number) => item(number));
    if (items.length) items[0].prepend(element("small", { textContent: heading }));
    if (numbers.length > MOST_LISTED) items.push(element("li", { textContent: page.say(words.further, numbers.length - MOST_LISTED) }));
    return items;
  }

  function openCommunity(community) {
    if (!members) return;
    const one = byId.get(community);
    enter(community);
    const range = Array.from({ length: counts[community] }, (_, row) => starts[community] + row);
    const lines = page.edgesOf.get(community).map((edge) => [byId.get(edge.from === community ? edge.to : edge.from), edge]);
    lines.sort((a, b) => b[1].count - a[1].count || a[0].id - b[0].id);
    const others = lines.map(([other, edge]) => element("li", {}, page.button(`${other.name} (${edge.relations})`, () => openCommunity(other.id))));
    if (others.length) others[0].prepend(element("small", { textContent: words.others }));
    page.showPanel(one.name, [page.swatch(one.section), element("span", { textContent: one.kind })], one.details, words.members, counts[community], [...listed(range, words.members), ...others]);
    page.note();
  }

  function openMember(member, move = true) {
    if (!members || members.names[member] === undefined) return;
    const community = communityOf(member);
    enter(community);
    if (!drawn.has(member)) {
      const near = partnersOf(member).map((other) => drawn.get(other)).filter((other) => other && other.inside === community);
      const mean = (side) => near.reduce((sum, other) => sum + other[side], 0) / Math.max(near.length, 1);
      draw([[member, [mean("x") + 30, mean("y") + 30]]]);
      page.changed();
    }
    const its = drawn.get(member), where = members.places[members.place[member]];
    if (page.filter.hidden.delete(its.section)) page.changed();
    const home = element("li", {}, page.button(byId.get(community).name, () => openCommunity(community)));
    home.prepend(element("small", { textContent: words.community }));
    page.showPanel(its.name, [page.swatch(its.section), element("span", { textContent: its.kind })], where ? [[words.place, where]] : [], words.partners, degree(member), [...listed(partnersOf(member), words.partners), home]);
    page.choose(its.id, null);
    if (move) {
      page.panel.focus();
      page.flyTo(its.id, page.panel);
    }
    page.note();
  }

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
    find("back").hidden = place.inside === null;
    for (const button of find("legend").querySelectorAll("button")) button.hidden = (Number(button.dataset.section) < data.memberSections) !== (place.inside === null);
  }
  page.onChange(reflect);
  reflect();
  find("back").addEventListener("click", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented && place.inside !== null) leave(); });

  if (typeof DecompressionStream === "undefined") find("overview").textContent = words.old_browser;
  else unpack().then(take);
})();
