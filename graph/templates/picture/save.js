"use strict";
/* What is on show as a file: a drawing, an image of its pixels, or of the table its rows. */
(() => {
  const page = window.hezuo, { element, find } = page;

  function download(blob, ending) {
    const name = document.title.replace(/[\\/:*?"<>|]/g, " ").trim().slice(0, 80) || "hezuo";
    const link = element("a", { href: URL.createObjectURL(blob), download: `${name}.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function svgText() {
    const found = page.framed();
    return found && new XMLSerializer().serializeToString(found);
  }

  /* An image twice as fine as the screen. */
  function pngBlob() {
    return new Promise((done, fail) => {
      const text = svgText();
      if (!text) {
        done(null);
        return;
      }
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

  /* A cell as spreadsheets read it: what begins like a formula is text. */
  function cell(text) {
    const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  }

  function csvText() {
    return page.tableRows().map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  }

  find("save-svg").addEventListener("click", () => {
    const text = svgText();
    if (text) download(new Blob([text], { type: "image/svg+xml" }), "svg");
  });
  find("save-png").addEventListener("click", async () => {
    const blob = await pngBlob();
    if (blob) download(blob, "png");
  });
  // The mark at the start tells spreadsheets that it is UTF-8.
  find("save-csv").addEventListener("click", () => download(new Blob(["\ufeff", csvText()], { type: "text/csv" }), "csv"));
  Object.assign(page, { svgText, pngBlob });
})();
