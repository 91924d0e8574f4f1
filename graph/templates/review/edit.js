"use strict";
/* The form in which a fact is corrected: a row for each field, names chosen from those found. */
(() => {
  const page = window.hezuo, { words, find, element, button, shown, clean } = page;

  /* What a form holds is read by functions, one for each field: they return the value as it is. */
  function input(label, value, properties = {}) {
    return element("input", { type: "text", "aria-label": label, autocomplete: "off", spellcheck: false, value: clean(value ?? ""), ...properties });
  }

  function rows(made, label) {
    const box = element("div", { className: "rows" });
    const add = (...given) => {
      const { inputs, read } = made(...given);
      const row = element("div", { className: "row" }, ...inputs, button("×", () => { row.remove(); more.focus(); }, { title: words.remove, "aria-label": `${words.remove}: ${label}` }));
      row.read = read;
      more.before(row);
      return inputs[0];
    };
    const more = button(`+ ${words.add}`, () => add().focus(), { "aria-label": `${words.add}: ${label}` });
    box.append(more);
    return { box, add, read: () => [...box.querySelectorAll(".row")].map((row) => row.read()) };
  }

  /* Names of bodies in the sentence of a fact, to be added by one click. */
  function nearby(fact, list) {
    if (!fact.sentence) return "";
    const [from, to] = fact.sentence;
    const isIn = (one) => one.kind === "organization" && one.verdict() !== "refuse" && one.mentions.some(([first, after]) => first >= from && after <= to);
    const names = [...new Set(page.report.facts.filter(isIn).map((one) => clean(one.says().name)))];
    const there = new Set(list.read());
    const offered = names.filter((name) => !there.has(name));
    if (!offered.length) return "";
    const made = element("p", { className: "nearby" }, element("small", { textContent: words.in_sentence }));
    made.append(...offered.map((name) => { const one = button(`+ ${name}`, () => { list.add(name); one.remove(); }); return one; }));
    return made;
  }

  function several(fact, field, value, label) {
    const list = field.form === "bodies" ? { list: "bodies" } : {};
    const made = rows((text = "") => { const one = input(label, text, list); return { inputs: [one], read: () => clean(one.value) }; }, label);
    value.forEach((text) => made.add(text));
    const box = element("fieldset", {}, element("legend", { textContent: label }), made.box);
    if (field.form === "bodies") box.append(nearby(fact, made));
    return { box, read: () => [...new Set(made.read().filter(Boolean))] };
  }

  function roles(field, value, label) {
    const made = rows((one = {}) => {
      const body = input(words.role.organization, one.organization, { list: "bodies", placeholder: words.role.organization });
      const title = input(words.role.title, one.title, { placeholder: words.role.title });
      return { inputs: [body, title], read: () => ({ organization: clean(body.value) || null, title: clean(title.value) }) };
    }, label);
    value.forEach((one) => made.add(one));
    return { box: element("fieldset", {}, element("legend", { textContent: label }), made.box), read: () => made.read().filter((one) => one.title) };
  }

  function choice(field, value) {
    const options = field.choices.map(([name, label]) => element("option", { value: name, textContent: label }));
    if (field.mayBeEmpty) options.unshift(element("option", { value: "", textContent: words.empty }));
    const select = element("select", {}, ...options);
    if (value && !field.choices.some(([name]) => name === value)) select.prepend(element("option", { value, textContent: shown(value) }));
    select.value = value ?? "";
    return select;
  }

  /* One field: what is shown, and how its value is read. */
  function control(fact, field, value) {
    const label = words.fields[field.name];
    if (["bodies", "texts"].includes(field.form)) return several(fact, field, value, label);
    if (field.form === "roles") return roles(field, value, label);
    const made = field.form === "choice" ? choice(field, value) : input(label, value, field.form === "body" ? { list: "bodies" } : {});
    const read = () => {
      const text = clean(made.value);
      if (!text) return field.nothing;
      return field.form === "number" && /^\d+$/.test(text) ? Number(text) : text;
    };
    return { box: element("label", {}, element("span", { textContent: label }), made), read };
  }

  function isDate(text) {
    const parts = text.match(/^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/);
    if (!parts) return false;
    const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)], date = new Date(Date.UTC(2000, 0, 1));
    date.setUTCFullYear(year, month - 1, day);
    return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  /* What is wrong with a value, if anything. */
  function fault(field, value) {
    const isEmpty = value === null || value === "" || (Array.isArray(value) && !value.length);
    if (field.name === "parties" && value.length < 2) return words.faults.parties;
    if (isEmpty) return field.mayBeEmpty ? "" : words.faults.required;
    if (field.form === "date" && !isDate(value)) return words.faults.date;
    return field.form === "number" && !Number.isSafeInteger(value) ? words.faults.number : "";
  }

  /* A value as the form would read it unchanged. */
  function plain(field, value) {
    if (field.form === "roles") return value.map((one) => ({ organization: clean(one.organization ?? "") || null, title: clean(one.title) })).filter((one) => one.title);
    if (Array.isArray(value)) return [...new Set(value.map(clean).filter(Boolean))];
    if (typeof value === "number") return value;
    return clean(value ?? "") || field.nothing;
  }

  function form(fact) {
    const says = fact.says(), fields = page.data.fields[fact.kind];
    const controls = fields.map((field) => [field, control(fact, field, says[field.name])]);
    const wrong = element("p", { className: "wrong", role: "alert" });
    const made = element("form", { className: "edit", noValidate: true }, ...controls.map(([, { box }]) => box), wrong,
      element("p", { className: "choices" }, element("button", { type: "submit", className: "correct", textContent: words.apply }), button(words.cancel, () => { page.editing = false; page.select(fact, { focus: true }); })));
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      const values = {}, faults = [];
      for (const [field, { read }] of controls) {
        const value = read(), found = fault(field, value);
        if (JSON.stringify(value) === JSON.stringify(plain(field, fact.said[field.name]))) continue;
        if (found) faults.push(page.say(words.fault, words.fields[field.name], found));
        values[field.name] = value;
      }
      wrong.textContent = faults.join("；");
      if (faults.length) return;
      if (Object.keys(values).length) page.decideSelected("correct", values);
      else page.decideSelected("accept");
    });
    return made;
  }

  function edit() {
    if (!page.selected) return;
    page.editing = true;
    const bodies = new Set(page.report.facts.filter((fact) => ["organization", "district"].includes(fact.kind) && fact.verdict() !== "refuse").flatMap((fact) => [fact.says().name, fact.says().canonical]).filter(Boolean).map(clean));
    find("bodies").replaceChildren(...[...bodies].map((value) => element("option", { value })));
    page.select(page.selected);
    find("list").querySelector(".edit :is(input, select)")?.focus();
  }

  Object.assign(page, { form, edit, fault, plain });
})();
