"use strict";
// The panel of the design that is chosen: its figures, why it may be the one, its blocks, its
// layers, its spec and the commands that export it.

const SVG = "http://www.w3.org/2000/svg";

const drawn = (tag, attributes, ...children) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const BOX = { width: 190, height: 46, across: 206, down: 68 };

/** Where each block stands: below all that it reads, beside those of its rank. */
const placed = (blocks) => {
  const ranks = [];
  const used = new Map();
  return blocks.map((block, i) => {
    ranks[i] = 1 + Math.max(-1, ...block.inputs.map((from) => ranks[from]));
    const column = used.get(ranks[i]) ?? 0;
    used.set(ranks[i], column + 1);
    return { rank: ranks[i], column };
  });
};

/** The blocks as boxes, an arrow for each tensor; the bar in a box is its share of the MACs. */
const diagram = (detail) => {
  const blocks = detail.blocks;
  const at = placed(blocks);
  const counts = new Map();
  at.forEach(({ rank, column }) => counts.set(rank, Math.max(counts.get(rank) ?? 0, column + 1)));
  const widest = Math.max(...counts.values());
  const rows = Math.max(...at.map((one) => one.rank)) + 1;
  const width = widest * BOX.across + 60;
  const height = rows * BOX.down;
  const x = (i) => (widest - counts.get(at[i].rank)) * (BOX.across / 2) + at[i].column * BOX.across + 8;
  const y = (i) => at[i].rank * BOX.down + 8;
  const edges = drawn("g", { class: "edges" });
  const boxes = drawn("g", {});
  blocks.forEach((block, i) => {
    for (const from of block.inputs) {
      const x1 = x(from) + BOX.width / 2;
      const y1 = y(from) + BOX.height;
      const x2 = x(i) + BOX.width / 2;
      const y2 = y(i);
      const skips = at[i].rank - at[from].rank > 1;
      // A shortcut goes around what it skips, on the right.
      const side = Math.max(x1, x2) + BOX.width / 2 + 46;
      const path = skips
        ? `M${x1 + 70} ${y1}C${side} ${y1 + 12} ${side} ${y2 - 12} ${x2 + 70} ${y2}`
        : `M${x1} ${y1}C${x1} ${y1 + 14} ${x2} ${y2 - 14} ${x2} ${y2}`;
      edges.append(drawn("path", { d: path }));
    }
    boxes.append(
      drawn(
        "g",
        { class: "block" },
        drawn("title", {}, `${block.name}: ${block.type}, ${block.about}`),
        drawn("rect", { x: x(i), y: y(i), width: BOX.width, height: BOX.height, rx: 4 }),
        drawn("rect", { class: "share", x: x(i), y: y(i) + BOX.height - 4, width: Math.max(0, block.share * BOX.width), height: 4 }),
        drawn("text", { x: x(i) + 8, y: y(i) + 18, class: "type" }, brief(block.type, 26)),
        drawn("text", { x: x(i) + 8, y: y(i) + 35 }, brief(block.about, 31)),
      ),
    );
  });
  const image = drawn(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "diagram", role: "img", "aria-label": `The ${blocks.length} blocks of ${detail.label}; the table of layers has the same` },
    edges,
    boxes,
  );
  image.style.maxWidth = `${width}px`;
  return image;
};

const layerTable = (detail) => {
  // Name and op come first, the shape of the output last; between them stand figures.
  const numeric = (column) => ({ class: column > 1 && column < detail.heads.length - 1 ? "n" : "t" });
  const head = element("tr", {}, ...detail.heads.map((text, i) => element("th", { scope: "col", ...numeric(i) }, text)));
  const body = element("tbody");
  for (const layer of detail.layers) {
    body.append(
      element("tr", {}, ...layer.map((text, i) => element(i === 0 ? "th" : "td", { ...(i === 0 ? { scope: "row" } : {}), ...numeric(i) }, text))),
    );
  }
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Layers" },
    element("table", { class: "small" }, element("thead", {}, head), body));
};

const textBlock = (title, text, what) =>
  element("section", {},
    element("h3", {}, title, " ", copyButton("Copy", () => text, what)),
    element("pre", { tabindex: "0" }, text));

/** The figures of a row, of details those that are shown in the table. */
const figures = (row) => {
  const list = element("dl", { class: "notes" });
  const headings = row.closest("table").tHead.rows[0].cells;
  Array.from(row.cells).forEach((cell, i) => {
    // A first cell of text is the name, which stands above.
    if (i === 0 && !headings[0].classList.contains("n")) return;
    if ((cell.hidden && "detail" in headings[i].dataset) || cell.textContent === "–" || cell.textContent === "") return;
    list.append(element("div", {}, element("dt", {}, headings[i].textContent), element("dd", {}, cell.textContent)));
  });
  return list;
};

/** The details of all designs, unpacked when the first panel is opened; a promise. */
let details = null;

const unpacked = async () => {
  const bytes = Uint8Array.from(atob(page.data.details.packed), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
};

const detailParts = (detail, label) => [
  ...(detail.blocks.length > 0 ? [element("section", {}, element("h3", {}, "Blocks"), diagram(detail))] : []),
  element("section", {}, element("h3", {}, "Layers"), layerTable(detail)),
  ...(detail.yaml ? [textBlock("Spec", detail.yaml, `The spec of ${label}`)] : []),
  ...(detail.commands ? [textBlock("Export", detail.commands, "The commands")] : []),
];

/** What a design is made of; it comes a moment later where it must be unpacked first. */
const detailsOf = (design, label) => {
  const place = page.data.details.designs.indexOf(design);
  if (place < 0) return element("p", {}, page.data.limit || "This page holds no details of it.");
  const parts = element("div", { class: "details" });
  details ??= unpacked();
  details.then(
    (all) => parts.replaceChildren(...detailParts(all[place], label)),
    () => parts.replaceChildren(element("p", {}, "Its layers are packed in this page, and this browser cannot unpack them; one of 2023 or later can.")),
  );
  return parts;
};

/** What had the focus before the panel, and has it again when that is closed. */
let before = null;

const focusPanel = () => {
  before = document.activeElement;
  document.getElementById("panel").focus({ preventScroll: true });
};

const showPanel = (what) => {
  const panel = document.getElementById("panel");
  if (!panel) return;
  if (what === "kept") {
    // Only what beats the design depends on what is kept.
    panel.querySelector(".why")?.replaceChildren(...why(page.chosen));
    return;
  }
  const row = page.rows.get(page.chosen);
  panel.hidden = row === undefined;
  document.body.classList.toggle("with-panel", row !== undefined);
  if (!row) {
    before?.focus({ preventScroll: true });
    before = null;
    return;
  }
  const label = page.data.labels[page.chosen];
  panel.replaceChildren(
    element("header", {},
      element("h2", { id: "panel-title" }, label),
      button("Close", () => choose(-1), { "aria-label": "Close the panel" })),
    figures(row),
    element("section", {}, element("h3", {}, "Why this one"), element("div", { class: "why" }, ...why(page.chosen))),
    detailsOf(page.chosen, label));
  panel.scrollTop = 0;
  say(`${label} is chosen; Enter moves to its panel, Escape back`);
};
