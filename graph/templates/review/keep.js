"use strict";
/* Decisions are kept in the browser where it allows that, saved as a file, and loaded from one.
   Whatever is read back may come from anybody: only what has the form of a decision is taken. */
(() => {
  const page = window.hezuo, { data, words, find, say, element, clean } = page;
  const VERDICTS = ["accept", "refuse", "correct"];
  const name = (report) => `hezuo-review:${report.sha256}`;

  /* The browser's storage, or null where a page opened from a file has none. */
  const storage = (() => {
    try {
      localStorage.setItem("hezuo-review", "1");
      localStorage.removeItem("hezuo-review");
      return localStorage;
    } catch { return null; }
  })();
  let isKept = storage !== null;

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /* A list in a value that was read back, of whatever it may be. */
  const listIn = (value, key) => (isObject(value) && Array.isArray(value[key]) ? value[key].filter(isObject) : []);

  /* Whether a value has the shape that a field of a fact has. */
  function hasShape(field, value) {
    const isText = (one) => typeof one === "string";
    if (field.form === "roles") return Array.isArray(value) && value.every((one) => isObject(one) && isText(one.title) && (one.organization === null || isText(one.organization)));
    if (["bodies", "texts"].includes(field.form)) return Array.isArray(value) && value.every(isText);
    if (value === null) return field.nothing === null;
    return field.form === "number" ? Number.isSafeInteger(value) : isText(value);
  }

  /* A decision on a fact of this page, or null if what was read is none. */
  function decisionOn(fact, read) {
    if (!VERDICTS.includes(read.verdict)) return null;
    const made = { verdict: read.verdict, who: clean(read.who ?? ""), when: clean(read.when ?? "") };
    if (made.verdict !== "correct") return made;
    const known = new Map(data.fields[fact.kind].map((field) => [field.name, field]));
    const entries = isObject(read.values) ? Object.entries(read.values) : [];
    const fits = ([key, value]) => known.has(key) && hasShape(known.get(key), value) && !page.fault(known.get(key), page.plain(known.get(key), value));
    if (!entries.length || !entries.every(fits)) return null;
    return { ...made, values: Object.fromEntries(entries.map(([key, value]) => [key, page.plain(known.get(key), value)])) };
  }

  /* Take decisions for a report; what is decided here stays. Returns what became of them. */
  function take(report, read) {
    const byKey = new Map(report.facts.map((fact) => [fact.key, fact])), result = { taken: 0, differ: 0, unknown: 0 };
    for (const one of read) {
      const fact = byKey.get(one.key);
      if (!fact) {
        if (typeof one.key === "string" && VERDICTS.includes(one.verdict) && !report.kept.some((other) => other.key === one.key)) {
          report.kept.push(one);
          result.unknown += 1;
        }
        continue;
      }
      const made = decisionOn(fact, one), before = fact.decision();
      if (!made) continue;
      if (!before) {
        report.decisions.set(fact.key, made);
        result.taken += 1;
      } else if (before.verdict !== made.verdict || JSON.stringify(before.values) !== JSON.stringify(made.values)) result.differ += 1;
    }
    return result;
  }

  function written(report) {
    const made = report.facts.filter((fact) => fact.verdict()).map((fact) => {
      const { verdict, values, who, when } = fact.decision();
      return { key: fact.key, verdict, found: fact.found, ...(values && { values }), ...(who && { who }), ...(when && { when }) };
    });
    return [...new Map([...report.kept, ...made].map((one) => [one.key, one])).values()];
  }

  function keep(report) {
    if (!storage) return;
    try {
      storage.setItem(name(report), JSON.stringify({ decisions: written(report) }));
    } catch { isKept = false; } // full, or taken away meanwhile
    tell();
  }

  function restore() {
    if (!storage) return;
    for (const report of data.reports) {
      try {
        take(report, listIn(JSON.parse(storage.getItem(name(report)) ?? "{}"), "decisions"));
      } catch { /* what is there is none of ours */ }
    }
    try { find("who").value = clean(storage.getItem("hezuo-review:who") ?? ""); } catch { /* nobody known */ }
  }

  /* ---- the file ---- */

  let others = []; // sources of a loaded file that are on no report of this page

  function file() {
    const ours = data.reports.map((report) => {
      const undecided = report.facts.filter((fact) => !fact.verdict()).map((fact) => fact.key);
      return { report: report.id, sha256: report.sha256, title: report.title, decisions: written(report), undecided };
    });
    return { format: data.format, version: data.version, sources: [...ours.filter((source) => source.decisions.length), ...others] };
  }

  function save() {
    const made = file(), blob = new Blob([`${JSON.stringify(made, null, 1)}\n`], { type: "application/json" });
    const link = element("a", { href: URL.createObjectURL(blob), download: "decisions.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    page.touched = false;
    told(say(words.saved, made.sources.reduce((sum, source) => sum + source.decisions.length, 0)));
  }

  function load(text) {
    let read = null;
    try { read = JSON.parse(text.replace(/^\ufeff/, "")); } catch { /* told below */ }
    if (!isObject(read) || read.format !== data.format || read.version !== data.version || !Array.isArray(read.sources)) {
      told(words.bad_file);
      return;
    }
    const sum = { taken: 0, differ: 0, unknown: 0 };
    let isOther = false;
    others = [];
    for (const source of listIn(read, "sources")) {
      const named = data.reports.filter((report) => report.id === source.report);
      const report = named.find((one) => one.sha256 === source.sha256) ?? named[0] ?? data.reports.find((one) => one.sha256 === source.sha256);
      const decisions = listIn(source, "decisions");
      if (!report) {
        others.push(source);
        sum.unknown += decisions.length;
        continue;
      }
      if (source.sha256 && source.sha256 !== report.sha256) isOther = true;
      const result = take(report, decisions);
      for (const key of Object.keys(sum)) sum[key] += result[key];
      keep(report);
    }
    page.changed();
    page.select(page.selected);
    told([say(words.loaded, sum.taken), sum.differ && say(words.differ, sum.differ), sum.unknown && say(words.unknown, sum.unknown), isOther && words.other_text].filter(Boolean).join(" "));
  }

  function told(text) {
    find("told").textContent = text;
    find("told").hidden = !text;
  }

  function tell() {
    find("keeping").textContent = isKept ? words.kept : words.not_kept;
    find("keeping").classList.toggle("warning", !isKept);
  }

  find("save").addEventListener("click", save);
  find("load").addEventListener("click", () => find("file").click());
  find("file").addEventListener("change", async () => {
    const [chosen] = find("file").files;
    if (chosen) load(await chosen.text());
    find("file").value = "";
  });
  find("who").addEventListener("change", () => { try { storage?.setItem("hezuo-review:who", clean(find("who").value)); } catch { /* asked again next time */ } });
  addEventListener("beforeunload", (event) => { if (page.touched && !isKept) { event.preventDefault(); event.returnValue = words.leave; } });
  tell();
  Object.assign(page, { keep, restore, file, load });
})();
