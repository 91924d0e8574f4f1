"use strict";
/* The report's text, with a mark for each kind of fact; what is selected is lit. */
(() => {
  const page = window.hezuo, { words, find, element, filter } = page;
  // A name is coloured, a statement underlined: so both are seen where one lies in the other.
  const NAMES = new Set(["organization", "person", "event", "district", "project"]);
  const box = find("text");
  let pieces = [], above = []; // elements, and for each the facts that it mentions

  function drawText() {
    const { report } = page, head = [];
    const first = report.paragraphs[0]?.join("").trim(), isTitled = first && first === report.title.trim();
    if (report.title && !isTitled) head.push(element("h2", { textContent: report.title }));
    const about = [report.publisher, report.author, report.published, report.by && page.say(words.by, report.by)].filter(Boolean);
    if (about.length) head.push(element("p", { className: "about", textContent: about.join(" · ") }));
    for (const note of report.notes) head.push(element("p", { className: "note", textContent: note }));
    pieces = [];
    const paragraphs = report.paragraphs.map((texts) => {
      const made = texts.map((text) => element("span", { textContent: text }));
      pieces.push(...made);
      return element("p", {}, ...made);
    });
    if (isTitled) paragraphs[0].className = "title";
    above = pieces.map(() => []);
    for (const fact of report.facts) for (const [first, after] of fact.mentions) for (let place = first; place < after; place += 1) above[place].push([after - first, fact]);
    for (const facts of above) facts.sort((a, b) => a[0] - b[0] || a[1].number - b[1].number);
    box.replaceChildren(...(isTitled ? [paragraphs.shift(), ...head] : head), ...paragraphs);
    box.scrollTop = 0;
  }

  function mark() {
    pieces.forEach((piece, place) => {
      const facts = above[place].map(([, fact]) => fact);
      const standing = facts.filter((fact) => fact.verdict() !== "refuse" && !filter.hidden.has(fact.kind));
      const name = standing.find((fact) => NAMES.has(fact.kind)), statement = standing.find((fact) => !NAMES.has(fact.kind));
      const classes = [];
      if (facts.length) classes.push("mark");
      if (name) classes.push(name.kind);
      if (statement) classes.push("stated", `on-${statement.kind}`);
      if (facts.length && !standing.length && facts.every((fact) => fact.verdict() === "refuse")) classes.push("refused");
      if (facts.some((fact) => fact.verdict() === "")) classes.push("open");
      piece.className = classes.join(" ");
      piece.title = [...new Set(standing.map((fact) => words.kinds[fact.kind]))].join(" · ");
    });
    light(false);
  }

  /* Light the selected fact's mentions and its sentence. */
  function light(scroll = true) {
    const fact = page.selected;
    for (const piece of box.querySelectorAll(".lit, .near")) piece.classList.remove("lit", "near", "first", "last");
    if (!fact) return;
    if (fact.sentence) for (let place = fact.sentence[0]; place < fact.sentence[1]; place += 1) pieces[place].classList.add("near");
    const isIn = mentioned(fact);
    for (const [first, after] of isIn.ranges) {
      for (let place = first; place < after; place += 1) pieces[place].classList.add("lit");
      pieces[first].classList.add("first");
      pieces[after - 1].classList.add("last");
    }
    for (const [first, after] of fact.mentions) for (let place = first; place < after; place += 1) pieces[place].classList.add("near");
    const target = pieces[fact.mentions[0]?.[0] ?? fact.sentence?.[0]];
    if (scroll && target) {
      const { top, height } = box.getBoundingClientRect(), at = target.getBoundingClientRect();
      if (at.top < top + 30 || at.bottom > top + height - 60) box.scrollTop += at.top - top - height * 0.3;
    }
  }

  /* Where a fact is mentioned; of a statement that is a whole sentence, the names in it. */
  function mentioned(fact) {
    const isSentence = ([first, after]) => NAMES.has(fact.kind) === false && fact.sentence && after - first >= (fact.sentence[1] - fact.sentence[0]) / 2;
    const ranges = fact.mentions.filter((range) => !isSentence(range));
    const names = new Set(Object.values(fact.says()).flat());
    const wide = fact.mentions.filter(isSentence);
    if (wide.length) for (const other of page.report.facts) {
      if (!NAMES.has(other.kind) || !names.has(other.said.name)) continue;
      ranges.push(...other.mentions.filter(([first, after]) => wide.some(([from, to]) => from <= first && after <= to)));
    }
    return { ranges, has: (place) => ranges.some(([first, after]) => first <= place && place < after) };
  }

  /* A fact's sentence, with its mentions marked. */
  function quote(fact) {
    if (!fact.sentence) return element("p", { className: "quote none", textContent: words.no_sentence });
    const made = element("p", { className: "quote" }), isIn = mentioned(fact);
    for (let place = fact.sentence[0]; place < fact.sentence[1]; place += 1) {
      const { textContent } = pieces[place];
      made.append(isIn.has(place) ? element("b", { textContent }) : textContent);
    }
    return made;
  }

  box.addEventListener("click", (event) => {
    const place = pieces.indexOf(event.target);
    if (place < 0 || !above[place].length || !getSelection().isCollapsed) return;
    const facts = above[place].map(([, fact]) => fact);
    filter.here = facts.length > 1 ? facts : null;
    if (!filter.here && !page.listed().includes(facts[0])) filter.here = facts;
    page.changed();
    page.select(facts[0], { scroll: false });
    page.reveal();
  });

  page.onChange(mark);
  Object.assign(page, { drawText, light, quote });
})();
