"use strict";
/* A fact in the list: one line, and below it, if it is selected, all that it says. */
(() => {
  const page = window.hezuo, { words, element, button, shown } = page;
  const SIGNS = { "": "○", accept: "✓", refuse: "✗", correct: "✎" };

  const role = (one) => [one.organization, one.title].filter(Boolean).join(" ");

  /* A value of a field in words. */
  function texts(field, value) {
    if (value === null || value === "" || value === undefined) return [];
    if (field.form === "roles") return value.map(role);
    if (Array.isArray(value)) return value;
    if (field.form === "choice") return [field.choices.find(([name]) => name === value)?.[1] ?? value];
    return [String(value)];
  }

  function fieldRows(fact) {
    const says = fact.says(), changed = fact.decision()?.values ?? {}, gone = page.refusedNames();
    return page.data.fields[fact.kind].flatMap((field) => {
      const now = texts(field, says[field.name]), isChanged = Object.hasOwn(changed, field.name);
      if (!now.length && !isChanged) return [];
      const items = now.map((text) => {
        const isGone = ["bodies", "body"].includes(field.form) && gone.has(text) && !isChanged;
        return isGone ? element("del", { textContent: shown(text), title: words.gone }) : element("span", { textContent: shown(text) });
      });
      const value = element("dd", {}, ...(items.length ? items.flatMap((item, place) => (place ? [words.between, item] : [item])) : [element("i", { textContent: words.empty })]));
      if (isChanged) value.append(element("small", { textContent: page.say(words.was, texts(field, fact.said[field.name]).map(shown).join(words.between) || words.empty) }));
      return [element("dt", { textContent: words.fields[field.name] }), value];
    });
  }

  /* Whether an agreement would go with the parties that were refused. */
  function goes(fact) {
    if (fact.kind !== "agreement" || Object.hasOwn(fact.decision()?.values ?? {}, "parties")) return false;
    const gone = page.refusedNames(), { parties } = fact.says();
    return parties.some((name) => gone.has(name)) && parties.filter((name) => !gone.has(name)).length < 2;
  }

  function details(fact) {
    const verdict = fact.verdict();
    const choose = (name, text) => button(text, () => page.decideSelected(name), { className: name, "aria-pressed": String(verdict === name) });
    const buttons = element("p", { className: "choices" }, choose("accept", words.accept), choose("refuse", words.refuse), button(words.correct, () => page.edit(), { className: "correct", "aria-pressed": String(verdict === "correct") }));
    if (verdict) buttons.append(button(words.reset, () => page.decide([fact], ""), { className: "reset" }));
    return element("div", { className: "details" },
      element("dl", {}, ...fieldRows(fact)),
      ...(goes(fact) ? [element("p", { className: "wrong", textContent: words.goes })] : []),
      page.quote(fact),
      element("p", { className: "rule", textContent: `${words.rule} ${fact.rule || "—"}` }),
      buttons);
  }

  /* The line of a fact; `details` or the form stand below the selected one. */
  function card(fact) {
    const verdict = fact.verdict(), isSelected = fact === page.selected;
    const name = page.label(fact) || words.empty;
    const sign = element("span", { className: "sign", "aria-hidden": "true", textContent: SIGNS[verdict] });
    const said = element("span", { className: "name", textContent: name });
    const pick = element("button", { type: "button", className: "pick", "aria-expanded": String(isSelected) }, sign, said, element("span", { className: "unseen", textContent: ` (${words.verdicts[verdict]})` }));
    pick.addEventListener("click", () => page.select(isSelected && !page.editing ? null : fact, { focus: true }));
    const flags = fact.flags.map((flag) => element("span", { className: "flag", textContent: words.flags[flag] }));
    const sure = element("span", { className: "sure", title: words.certain, textContent: fact.confidence.toFixed(2) });
    const quick = (which, text, label) => button(text, () => (isSelected ? page.decideSelected(which) : page.decide([fact], which)), { className: `quick ${which}`, title: label, "aria-label": `${label}: ${name}`, tabIndex: -1 });
    const line = element("div", { className: "line" }, pick, sure, quick("accept", "✓", words.accept), quick("refuse", "✗", words.refuse));
    const made = element("li", { className: `fact ${verdict}` }, line);
    if (flags.length) made.append(element("p", { className: "flags" }, ...flags));
    made.classList.toggle("selected", isSelected);
    if (isSelected) made.append(page.editing ? page.form(fact) : details(fact));
    return made;
  }

  Object.assign(page, { card, texts });
})();
