"use strict";
/* What the page knows: reports, their facts, and which of them are to be seen. Everything in the
   data is text: it reaches the page through textContent only. Tests find all parts at
   window.hezuo. */
window.hezuo = (() => {
  const data = JSON.parse(document.getElementById("data").textContent), words = data.words;
  const find = (id) => document.getElementById(id);
  const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[Number(place)]);

  // What no page can show, or what turns the direction of the text after it.
  const UNWRITABLE = /[\p{Cs}\p{Noncharacter_Code_Point}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
  const shown = (text) => String(text).replace(UNWRITABLE, "\ufffd");
  /* A text as a decision may hold it: one line, without what records refuse. */
  const clean = (text) => String(text).replace(UNWRITABLE, "").replace(/\p{Cc}/gu, " ").replace(/\s+/g, " ").trim();

  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made && key !== "list") made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  const button = (text, action, properties = {}) => {
    const made = element("button", { type: "button", textContent: text, ...properties });
    made.addEventListener("click", action);
    return made;
  };

  const signs = { MoreThan: ">", LessThan: "<", About: "≈" };

  /* A fact in a few words, as Fact.label() has it. */
  function label(fact, said = fact.says()) {
    if (fact.kind === "agreement") return shown(said.parties.join(" × ") + (said.title ? `：${said.title}` : ""));
    if (fact.kind === "designation") return shown(`${said.title} → ${said.recipients.join("、")}`);
    if (fact.kind === "figure") {
      const blank = /^[a-z]/i.test(said.unit) ? " " : "";
      return shown(`${said.measure} ${signs[said.comparison] ?? ""}${said.value}${blank}${said.unit}`);
    }
    return shown(said.name || said.title || "");
  }

  for (const report of data.reports) {
    report.decisions = new Map(); // by the key of the fact
    report.kept = []; // decisions on facts that are not on this page
    report.facts.forEach((fact, number) => {
      fact.report = report;
      fact.number = number;
      fact.decision = () => report.decisions.get(fact.key) ?? null;
      fact.verdict = () => fact.decision()?.verdict ?? "";
      fact.says = () => ({ ...fact.said, ...fact.decision()?.values });
      fact.place = fact.mentions[0]?.[0] ?? fact.sentence?.[0] ?? Infinity;
    });
  }

  const filter = { hidden: new Set(), below: Infinity, flag: "", undecided: false, search: "", order: "confidence", here: null };
  const kindsInOrder = Object.keys(words.kinds);

  function passes(fact) {
    if (filter.here) return filter.here.includes(fact);
    if (filter.hidden.has(fact.kind) || fact.confidence >= filter.below) return false;
    if (filter.flag && !(filter.flag === "*" ? fact.flags.length : fact.flags.includes(filter.flag))) return false;
    if (filter.undecided && fact.verdict()) return false;
    if (!filter.search) return true;
    return JSON.stringify([label(fact), fact.said, fact.decision()?.values, fact.rule]).toLowerCase().includes(filter.search);
  }

  /* The facts of the present report that pass, in the order of the list. */
  function listed() {
    const facts = page.report.facts.filter(passes);
    const byPlace = (a, b) => a.place - b.place || a.number - b.number;
    const inKind = filter.order === "place" ? byPlace : (a, b) => a.confidence - b.confidence || byPlace(a, b);
    return facts.sort((a, b) => kindsInOrder.indexOf(a.kind) - kindsInOrder.indexOf(b.kind) || inKind(a, b));
  }

  const listeners = [];
  const page = {
    data, words, find, say, shown, clean, element, button, label, filter, listed, kindsInOrder,
    report: data.reports[0] ?? { facts: [], decisions: new Map(), kept: [], paragraphs: [], notes: [], name: "", title: "" },
    selected: null, // a fact
    editing: false,
    isLimited: () => filter.hidden.size > 0 || filter.below <= 1 || filter.flag !== "" || filter.undecided || filter.search !== "",
    onChange: (listener) => listeners.push(listener),
    changed: () => { for (const listener of listeners) listener(); },
    refusedNames(kind = "organization") {
      const named = (fact) => fact.kind === kind;
      const gone = new Set(page.report.facts.filter((fact) => named(fact) && fact.verdict() === "refuse").map((fact) => fact.said.name));
      for (const fact of page.report.facts) if ((named(fact) || fact.kind === "district" || fact.kind === "person") && fact.verdict() !== "refuse") gone.delete(fact.says().name);
      return gone;
    },
  };
  return page;
})();
