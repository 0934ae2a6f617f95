"use strict";
// What all parts of the page share: its data, the design that is chosen, the designs that are kept.

const page = {
  data: JSON.parse(document.getElementById("data").textContent),
  /** Rows of the table of the designs, by the place of their label; empty without such a table. */
  rows: new Map(),
  /** Place of the label of the design that is chosen; -1 for none. */
  chosen: -1,
  /** Places of the labels that filters and brushes keep; null for all. */
  kept: null,
  /** Called after the choice or what is kept has changed, with which of the two. */
  listeners: [],
};

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};

const button = (text, click, attributes = {}) =>
  element("button", { type: "button", click, ...attributes }, text);

/** Tells a screen reader. */
const say = (text) => {
  document.getElementById("said").textContent = text;
};

/** A number to four digits, with the prefixes of the tables. */
const shown = (value) => {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 1e-3 || size >= 1e18) return String(Number(value.toPrecision(4)));
  const rounded = Number(value.toPrecision(4));
  const digits = String(Math.abs(rounded)).replace(/0+$/, "").length;
  if (size >= 1e6 || (size >= 1e4 && digits <= 2)) {
    const prefix = Math.floor(Math.log10(Math.abs(rounded)) / 3);
    return `${Number((rounded / 1000 ** prefix).toPrecision(4))} ${" kMGTP"[prefix]}`;
  }
  return Number.isInteger(value) ? String(value) : String(rounded);
};

const brief = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** Places of the designs' labels by their texts. */
const designs = new Map();

/** The design of a label: that of a step begins with that of its design. */
const designOf = (place) => {
  if (page.rows.has(place)) return place;
  const text = page.data.labels[place];
  const end = text.lastIndexOf(": ");
  return end < 0 ? -1 : designs.get(text.slice(0, end)) ?? -1;
};

const isKept = (place) => page.kept === null || page.kept.has(designOf(place));

const changed = (what) => page.listeners.forEach((listener) => listener(what));

/** Chooses a design by the place of its label; -1 chooses none. Once more, and the panel has the focus. */
const choose = (place) => {
  if (place === page.chosen) return place >= 0 && focusPanel();
  page.chosen = place;
  changed("choice");
};

const keep = (places) => {
  page.kept = places;
  changed("kept");
};

/** Copies a text; files from a disk may not use the clipboard of some browsers. */
const copy = async (text, what) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`${what} copied`);
};

const copyButton = (name, text, what) => {
  const made = button(name, async () => {
    await copy(text(), what);
    made.textContent = "Copied";
    setTimeout(() => (made.textContent = name), 1500);
  });
  return made;
};
