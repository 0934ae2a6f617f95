"use strict";
// Tables: sorted by their headings, columns to choose, copied as text; a row chooses its design.

/** Columns that give way first where a table is wider than its place, by their names. */
const GIVES_WAY = [
  /_low$|_high$|_p10_ms$|_realisation_fastest$|^flops$/,
  /^bytes$/,
  /_over_/,
  /_realisation$/,
  /^theoretical_speedup$/,
  /_speedup$/,
  /^params$/,
  /^macs$/,
];

const cellValue = (cell) => {
  const value = cell.dataset.v;
  if (value === undefined) return cell.textContent;
  return value === "" ? null : Number(value);
};

const texts = new Intl.Collator("en", { numeric: true });

const compareValues = (a, b) =>
  typeof a === "number" && typeof b === "number" ? a - b : texts.compare(String(a), String(b));

/** Headings become buttons: ascending, descending, and back to the order of the report. */
const makeSortable = (table) => {
  const body = table.tBodies[0];
  const original = Array.from(body.rows);
  const headings = Array.from(table.tHead.rows[0].cells);
  headings.forEach((heading, column) => {
    const head = element("button", { type: "button" });
    head.append(...heading.childNodes);
    heading.append(head);
    heading.setAttribute("aria-sort", "none");
    head.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" };
      const order = next[heading.getAttribute("aria-sort")];
      headings.forEach((other) => other.setAttribute("aria-sort", "none"));
      heading.setAttribute("aria-sort", order);
      const rows = Array.from(original);
      if (order !== "none") {
        const sign = order === "ascending" ? 1 : -1;
        const keys = new Map(rows.map((row) => [row, cellValue(row.cells[column])]));
        rows.sort((p, q) => {
          const a = keys.get(p);
          const b = keys.get(q);
          // Missing values stand last in both directions.
          if (a === null || b === null) return (a === null) - (b === null);
          return sign * compareValues(a, b);
        });
      }
      body.append(...rows);
      showRows(table);
    });
  });
};

/** The first cell of a row becomes a button for the keyboard, which chooses the row's design. */
const makeChoosable = (row) => {
  const place = Number(row.dataset.d ?? -1);
  if (!page.rows.has(place) || row.classList.contains("choosable")) return;
  row.classList.add("choosable");
  const pick = element("button", { type: "button", class: "pick", "aria-pressed": String(place === page.chosen) });
  if (row.cells[0].textContent !== page.data.labels[place]) pick.setAttribute("aria-label", page.data.labels[place]);
  pick.append(...row.cells[0].childNodes);
  row.cells[0].append(pick);
};

/** Of each long table how many rows are shown at most, and what tells so. */
const lengths = new Map();

/** Shows the first rows of those that filters keep: the browser lays out no others. */
const showRows = (table) => {
  const { most, tell } = lengths.get(table) ?? { most: Infinity };
  let kept = 0;
  for (const row of table.tBodies[0].rows) {
    if (row.hidden) continue;
    const isLater = ++kept > most;
    row.classList.toggle("later", isLater);
    if (!isLater) makeChoosable(row);
  }
  tell?.(Math.min(kept, most), kept);
};

/** Below a long table: how many rows are shown, and buttons that show more. */
const moreRows = (table) => {
  const more = table.querySelectorAll("tr.later").length;
  if (more === 0) return [];
  const first = table.tBodies[0].rows.length - more;
  const count = element("output");
  const show = (most) => {
    lengths.get(table).most = most;
    showRows(table);
  };
  const next = button(`${first} more`, () => show(lengths.get(table).most + first));
  const all = button("All rows", () => show(Infinity));
  const tell = (shown, kept) => {
    count.textContent = shown < kept ? `${shown} of ${kept} rows are shown` : `All ${kept} rows are shown`;
    next.disabled = all.disabled = shown === kept;
  };
  lengths.set(table, { most: first, tell });
  return [element("div", { class: "tools" }, count, next, all)];
};

const showColumn = (table, column, visible) => {
  for (const row of table.rows) row.cells[column].hidden = !visible;
};

/** A menu of the columns; those that do not fit are hidden until they are asked for. */
const chooseColumns = (table, scroll) => {
  const headings = Array.from(table.tHead.rows[0].cells);
  // What a reader has chosen stays; until then the columns follow the width of the window.
  let isChosen = false;
  const boxes = headings.map((heading, column) => {
    const box = element("input", { type: "checkbox", change: () => {
      isChosen = true;
      set(column, box.checked);
    } });
    box.checked = true;
    return box;
  });
  const count = element("summary");
  const tell = () => {
    const hidden = boxes.filter((box) => !box.checked).length;
    count.textContent = hidden === 0 ? "Columns" : `Columns (${hidden} hidden)`;
  };
  const set = (column, visible) => {
    boxes[column].checked = visible;
    showColumn(table, column, visible);
    tell();
  };
  const fit = () => {
    boxes.forEach((box, column) => box.checked || set(column, true));
    // All widths are read before anything is hidden, so that the browser lays the table out twice.
    const widths = headings.map((heading) => heading.offsetWidth);
    let excess = scroll.scrollWidth - scroll.clientWidth;
    const hide = new Set();
    headings.forEach((heading, i) => "detail" in heading.dataset && hide.add(i));
    hide.forEach((i) => (excess -= widths[i]));
    for (const pattern of GIVES_WAY) {
      for (let i = headings.length - 1; i > 0 && excess > 0; i--) {
        if (!pattern.test(headings[i].dataset.name) || hide.has(i)) continue;
        hide.add(i);
        excess -= widths[i];
      }
    }
    hide.forEach((i) => set(i, false));
    tell();
  };
  fit();
  let width = scroll.clientWidth;
  new ResizeObserver(() => {
    if (scroll.clientWidth === width || isChosen || matchMedia("print").matches) return;
    width = scroll.clientWidth;
    fit();
  }).observe(scroll);
  const list = element("div", { class: "menu" });
  list.append(
    button("Show all", () => {
      isChosen = true;
      boxes.forEach((_, column) => set(column, true));
    }),
    ...headings.map((heading, column) => element("label", {}, boxes[column], ` ${heading.textContent}`)),
  );
  return element("details", { class: "drop" }, count, list);
};

/** The rows and columns that are visible, as texts, the headings first. */
const visibleCells = (table, text) =>
  Array.from(table.rows)
    .filter((row) => !row.hidden)
    .map((row) => Array.from(row.cells).filter((cell) => !cell.hidden).map(text));

/** The columns of the CSV file: the ends of an interval stand in columns of their own. */
const asCsv = (table) => {
  const headings = table.tHead.rows[0].cells;
  const exact = (cell) => {
    const value = cell.dataset.name ?? cell.dataset.v ?? cell.textContent;
    const heading = headings[cell.cellIndex];
    if (heading.dataset.low === undefined) return [value];
    const ends = cell === heading ? cell : cell.querySelector("span");
    return [value, ends?.dataset.low ?? "", ends?.dataset.high ?? ""];
  };
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return visibleCells(table, exact)
    .map((cells) => `${cells.flat().map(quoted).join(",")}\n`)
    .join("");
};

const isNumeric = (table) =>
  Array.from(table.tHead.rows[0].cells)
    .filter((cell) => !cell.hidden)
    .map((cell) => cell.classList.contains("n"));

const asMarkdown = (table) => {
  const escape = (cell) => cell.textContent.replace(/([\\|`*_[\]<>])/g, "\\$1");
  const lines = visibleCells(table, escape).map((cells) => `| ${cells.join(" | ")} |\n`);
  const rule = `| ${isNumeric(table).map((n) => (n ? "---:" : ":---")).join(" | ")} |\n`;
  return lines[0] + rule + lines.slice(1).join("");
};

/** What LaTeX's fonts lack, or takes for more than a sign; at the start of a row also brackets. */
const LATEX = { "\\": "\\textbackslash{}", "×": "$\\times$", "÷": "$\\div$", "–": "--", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "[": "{[}", "]": "{]}", "*": "{*}", '"': "{''}", "∞": "$\\infty$", "→": "$\\rightarrow$", "≤": "$\\leq$", "≥": "$\\geq$", "±": "$\\pm$", "Δ": "$\\Delta$", "µ": "$\\mu$", "ρ": "$\\rho$", "τ": "$\\tau$", "²": "$^{2}$", "³": "$^{3}$", "…": "\\ldots{}" };

/** A booktabs table in ASCII, which every engine typesets; other characters are named. */
const asLatex = (table) => {
  const named = (sign) => `{[}U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}{]}`;
  const escape = (cell) =>
    cell.textContent.replace(/[^ -~]|[\\~^<>|[\]*"#$%&_{}]/gu, (sign) => LATEX[sign] ?? (sign < "~" ? `\\${sign}` : named(sign)));
  const lines = visibleCells(table, escape).map((cells) => `${cells.join(" & ")} \\\\\n`);
  const columns = isNumeric(table).map((n) => (n ? "r" : "l")).join("");
  return `\\begin{tabular}{${columns}}\n\\toprule\n${lines[0]}\\midrule\n${lines.slice(1).join("")}\\bottomrule\n\\end{tabular}\n`;
};

const prepareTable = (table) => {
  const scroll = table.closest(".scroll");
  const title = table.closest("section").querySelector("h2").textContent;
  makeSortable(table);
  scroll.after(...moreRows(table));
  showRows(table);
  table.tBodies[0].addEventListener("click", (event) => {
    const row = event.target.closest("tr.choosable");
    if (row) choose(Number(row.dataset.d));
  });
  const tools = element("div", { class: "tools" });
  if (table.tHead.rows[0].cells.length > 4) tools.append(chooseColumns(table, scroll));
  tools.append(
    element("span", {}, "Copy as"),
    copyButton("CSV", () => asCsv(table), `${title}, CSV`),
    copyButton("Markdown", () => asMarkdown(table), `${title}, Markdown`),
    copyButton("LaTeX", () => asLatex(table), `${title}, LaTeX`),
  );
  if (table.tBodies[0].rows.length > 12) scroll.before(tools);
  else scroll.after(tools);
};

/** Rows of the chosen design are marked, and rows of designs that are not kept are hidden. */
const markRows = (what) => {
  if (what === "choice") {
    const mark = (row, chosen) => {
      row.classList.toggle("chosen", chosen);
      row.querySelector(".pick")?.setAttribute("aria-pressed", String(chosen));
    };
    document.querySelectorAll("tr.chosen").forEach((row) => mark(row, false));
    document.querySelectorAll(`tr[data-d="${page.chosen}"]`).forEach((row) => mark(row, true));
  } else {
    for (const table of document.querySelectorAll("section:not(#table-recommended) table.sortable")) {
      for (const row of table.tBodies[0].rows) {
        const place = Number(row.dataset.d ?? -1);
        if (page.rows.has(place)) row.hidden = !isKept(place);
      }
      showRows(table);
    }
  }
};
