"use strict";
/* What is on show as a file: an image of its pixels, or a drawing. */
(() => {
  const page = window.hezuo, { data, byId, drawing, element, find } = page;

  function download(blob, ending) {
    const link = element("a", { href: URL.createObjectURL(blob), download: `${document.title.replace(/[\\/:*?"<>|]/g, " ").trim().slice(0, 80) || "hezuo"}.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /* The network as it is on show, in pixels of the screen. */
  function networkDrawing() {
    const { network } = page, { clientWidth: width, clientHeight: height } = page.stage, colours = page.theme.colours();
    const scale = network.getScale(), seen = page.visible(), style = data.label;
    const at = (id) => network.canvasToDOM(network.getPosition(id));
    const svg = drawing("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": style.face });
    svg.append(drawing("title", {}, document.title), drawing("rect", { width, height, fill: colours.ground }));
    for (const edge of data.edges) {
      if (!seen.edges.has(edge.id)) continue;
      const one = at(edge.from), other = at(edge.to);
      svg.append(drawing("line", { x1: one.x, y1: one.y, x2: other.x, y2: other.y, stroke: edge.color.color, "stroke-width": edge.width * scale }));
    }
    for (const node of data.nodes) {
      if (!seen.nodes.has(node.id)) continue;
      const { x, y } = at(node.id), grown = (node.size * scale) / 9;
      svg.append(drawing("path", { d: data.outlines[node.shape], transform: `translate(${x} ${y}) scale(${grown})`, fill: node.color.background, stroke: node.color.border, "stroke-width": (node.borderWidth * scale) / grown }));
    }
    for (const [node, box] of page.labels()) {
      const top = network.canvasToDOM({ x: (box.left + box.right) / 2, y: box.top }), tall = ((box.bottom - box.top) * scale) / node.lines.length;
      node.lines.forEach((line, row) => svg.append(drawing("text", {
        x: top.x, y: top.y + (row + 0.74) * tall, "font-size": (tall * style.size) / style.line, "text-anchor": "middle", fill: colours.ink, stroke: colours.halo, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round",
      }, line)));
    }
    return svg;
  }

  /* A copy of a drawing of the page, with the looks that the style sheet gives it. */
  function styled(source) {
    const copy = source.cloneNode(true), LOOKS = ["fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "opacity", "font-size", "text-anchor", "paint-order", "stroke-linejoin"];
    const from = [source, ...source.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
    from.forEach((one, place) => {
      const looks = getComputedStyle(one);
      for (const name of LOOKS) to[place].setAttribute(name, looks.getPropertyValue(name));
      to[place].removeAttribute("tabindex");
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("font-family", data.label.face);
    copy.prepend(drawing("rect", { width: "100%", height: "100%", fill: page.theme.colours().ground }));
    return copy;
  }

  function asDrawing() {
    if (page.view === "network") return networkDrawing();
    const found = find(page.view).querySelector("svg");
    return found && styled(found);
  }

  const svgText = () => { const found = asDrawing(); return found && new XMLSerializer().serializeToString(found); };

  /* An image twice as fine as the screen. */
  function asImage() {
    return new Promise((done, fail) => {
      const text = svgText();
      if (!text) { done(null); return; }
      const image = new Image(), address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
      image.onload = () => {
        const canvas = element("canvas", { width: image.width * 2, height: image.height * 2 });
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(address);
        canvas.toBlob(done, "image/png");
      };
      image.onerror = fail;
      image.src = address;
    });
  }

  find("save-svg").addEventListener("click", () => { const text = svgText(); if (text) download(new Blob([text], { type: "image/svg+xml" }), "svg"); });
  find("save-png").addEventListener("click", async () => { const blob = await asImage(); if (blob) download(blob, "png"); });
  page.asDrawing = asDrawing;
  page.svgText = svgText;
  page.pngBlob = asImage;
})();
