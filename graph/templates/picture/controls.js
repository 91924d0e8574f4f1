"use strict";
/* Legend, filters, tabs and buttons. */
(() => {
  const page = window.hezuo, { data, words, filter, range, element, find } = page;

  /* ---- legend ---- */

  find("legend").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const section = Number(button.dataset.section);
    if (!filter.hidden.delete(section)) filter.hidden.add(section);
    page.changed();
  });

  /* Of a legend that is wider or taller than its place, the end fades. */
  function fade() {
    const { clientWidth, clientHeight, scrollLeft, scrollTop, scrollWidth, scrollHeight } = find("legend");
    find("legend").classList.toggle("more-right", scrollLeft + clientWidth < scrollWidth - 4);
    find("legend").classList.toggle("more-below", scrollTop + clientHeight < scrollHeight - 4);
  }
  find("legend").addEventListener("scroll", fade);
  addEventListener("resize", fade);
  fade();

  /* ---- years, field, source ---- */

  const ends = [find("since"), find("until")];
  if (range && range[0] < range[1]) {
    ends.forEach((slider, end) => {
      slider.min = range[0];
      slider.max = range[1];
      slider.value = range[end];
      slider.addEventListener("input", () => {
        filter.years[end] = Number(slider.value);
        if (filter.years[0] > filter.years[1]) filter.years[1 - end] = filter.years[end];
        page.changed();
      });
    });
  } else find("years").hidden = true;

  for (const name of ["field", "source"]) {
    const select = find(name), counts = new Map();
    for (const tie of data.ties) for (const value of tie[`${name}s`]) counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "zh"));
    select.append(...values.map(([value, count]) => element("option", { value, textContent: `${value} (${count})` })));
    select.closest("label").hidden = values.length < 2;
    select.addEventListener("change", () => {
      filter[name] = select.value;
      page.changed();
    });
  }
  find("filters").hidden = [...find("filters").querySelectorAll("label, fieldset")].every((one) => one.hidden);
  find("everything").addEventListener("click", () => {
    filter.hidden.clear();
    filter.years = range && [...range];
    filter.field = filter.source = "";
    page.changed();
    find("search").focus();
  });

  function reflect() {
    for (const button of find("legend").querySelectorAll("button")) button.setAttribute("aria-pressed", String(!filter.hidden.has(Number(button.dataset.section))));
    if (range) {
      ends.forEach((slider, end) => {
        slider.value = filter.years[end];
        const share = (filter.years[end] - range[0]) / Math.max(range[1] - range[0], 1);
        find("range").style.setProperty(end ? "--to" : "--from", share);
      });
      find("years-shown").textContent = filter.years[0] === filter.years[1] ? filter.years[0] : `${filter.years[0]}–${filter.years[1]}`;
    }
    find("field").value = filter.field;
    find("source").value = filter.source;
    const isLimited = page.isLimited() || filter.hidden.size > 0, seen = page.visible();
    find("everything").hidden = !isLimited;
    const undated = data.ties.filter((tie) => tie.year === null).length;
    const counts = [seen.nodes.size, data.nodes.length, seen.ties.size, data.ties.length];
    const parts = isLimited && data.ties.length ? [page.say(words.shown, ...counts)] : [];
    if (undated && range && (filter.years[0] > range[0] || filter.years[1] < range[1])) parts.push(page.say(words.undated, undated));
    find("shown").textContent = parts.join(" ");
    find("blank").hidden = seen.nodes.size > 0 || !data.nodes.length;
  }
  page.onChange(reflect);

  /* ---- tabs ---- */

  const tabs = [...find("tabs").querySelectorAll("[role=tab]")], views = {};
  page.view = "network";
  page.addView = (name, draw) => { views[name] = draw; };
  page.show = (name) => {
    const wanted = tabs.some((tab) => tab.dataset.view === name && !tab.hidden) ? name : "network";
    page.view = wanted;
    for (const tab of tabs) {
      const isIt = tab.dataset.view === wanted;
      tab.setAttribute("aria-selected", String(isIt));
      tab.tabIndex = isIt ? 0 : -1;
      const view = find(tab.getAttribute("aria-controls"));
      if (view === page.stage) view.style.visibility = isIt ? "" : "hidden"; // it would lose its size
      else view.hidden = !isIt;
    }
    document.body.dataset.view = wanted;
    views[wanted]?.();
    if (wanted === "network") page.network.redraw();
    page.note();
  };
  find("tabs").addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) page.show(tab.dataset.view);
  });
  find("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const open = tabs.filter((tab) => !tab.hidden), here = open.indexOf(document.activeElement);
    const next = open[(here + step + open.length) % open.length];
    page.show(next.dataset.view);
    next.focus();
    event.preventDefault();
  });
  page.onChange(() => views[page.view]?.());

  /* ---- buttons and keys ---- */

  find("zoom").addEventListener("click", (event) => {
    const factor = Number(event.target.dataset.zoom);
    if (Number.isNaN(factor)) return;
    if (page.view === "map") page.zoomMap(factor);
    else if (factor === 0) page.showWhole();
    else page.network.moveTo({ scale: page.network.getScale() * factor });
    page.note();
  });
  find("theme").addEventListener("click", () => {
    page.theme.set(page.theme.name === "dark" ? "light" : "dark");
    page.note();
  });
  find("move").addEventListener("click", () => {
    const button = find("move"), isMoving = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isMoving));
    page.move(isMoving);
    find("put-back").hidden = false;
  });
  page.network.on("dragEnd", (event) => {
    if (event.nodes.length) find("put-back").hidden = false;
  });
  find("put-back").addEventListener("click", () => {
    if (find("move").getAttribute("aria-pressed") === "true") find("move").click();
    page.putBack();
    find("put-back").hidden = true;
    page.stage.focus();
  });

  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  page.stage.addEventListener("keydown", (event) => {
    const scale = page.network.getScale(), at = page.network.getViewPosition();
    if (event.key === "Enter") {
      const visible = data.nodes.filter((node) => page.visible().nodes.has(node.id));
      if (visible.length) page.open(visible.reduce((best, node) => (node.size > best.size ? node : best)).id, { move: true });
    } else if (steps[event.key]) {
      const [x, y] = steps[event.key];
      page.network.moveTo({ position: { x: at.x + (60 * x) / scale, y: at.y + (60 * y) / scale } });
    } else if (event.key === "+" || event.key === "=") page.network.moveTo({ scale: scale * 1.25 });
    else if (event.key === "-") page.network.moveTo({ scale: scale / 1.25 });
    else if (event.key === "0") page.showWhole();
    else return;
    event.preventDefault();
    page.note();
  });
  page.reflect = reflect;
})();
