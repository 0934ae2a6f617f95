"use strict";
// Puts the parts together, keeps what a reader did over a reload, and prepares for the printer.

const KEPT = `convspectrum ${location.pathname}`;

const remember = () => {
  const state = {
    chosen: page.data.labels[page.chosen] ?? "",
    scroll: window.scrollY,
    choice: choiceState(),
  };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(state));
  } catch {
    // A browser that keeps nothing for files loses the choice at a reload, and nothing else.
  }
};

const recall = () => {
  let state = null;
  try {
    state = JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return;
  }
  if (!state) return;
  recallChoice(state.choice);
  if (designs.has(state.chosen)) choose(designs.get(state.chosen));
  window.scrollTo(0, state.scroll);
};

const main = document.getElementById(`table-${page.data.table}`)?.querySelector("table");
if (main) {
  for (const row of main.tBodies[0].rows) {
    if (row.dataset.d === undefined) continue;
    page.rows.set(Number(row.dataset.d), row);
    designs.set(page.data.labels[row.dataset.d], Number(row.dataset.d));
  }
}
document.querySelectorAll("table.sortable").forEach(prepareTable);
page.listeners.push(markRows, showPanel, redraw);
if (main && page.rows.size > 1) prepareChoice(main);
prepareCharts();
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && page.chosen >= 0) choose(-1);
});
addEventListener("pagehide", remember);
addEventListener("beforeprint", () => drawAll(true));
addEventListener("afterprint", () => drawAll(false));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll(false));
recall();
