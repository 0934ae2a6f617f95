"use strict";
// Choosing a design: a filter, a bound for each figure, and the front of what is left.

const LOWER = /^(live-)?(params|macs|flops|bytes|peak-memory)$|_ms$|_over_|latency/;
const MOST_BOUNDS = 8;

/** Columns of numbers of the table of designs, each with the design of each value. */
let columns = [];
let text = "";
let brush = null;
let controls = null;

/** How late a column gives way where there is little room; those that never do come last. */
const rankOf = (name) => {
  const rank = GIVES_WAY.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? GIVES_WAY.length : rank;
};

const readColumns = (table) => {
  const headings = Array.from(table.tHead.rows[0].cells);
  const rows = Array.from(page.rows);
  return headings
    .map((heading, index) => {
      const cells = rows.map(([place, row]) => ({ place, value: cellValue(row.cells[index]), text: row.cells[index].textContent }));
      const numeric = cells.some((cell) => typeof cell.value === "number" && Number.isFinite(cell.value));
      return {
        name: heading.dataset.name,
        heading: heading.textContent,
        hidden: heading.hidden,
        isDetail: "detail" in heading.dataset,
        rank: rankOf(heading.dataset.name),
        isNumber: numeric && heading.classList.contains("n"),
        lower: LOWER.test(heading.dataset.name),
        byPlace: new Map(cells.map((cell) => [cell.place, cell])),
        distinct: [...new Map(cells.filter((cell) => cell.value !== null).map((cell) => [cell.value, cell])).values()].sort((a, b) => compareValues(a.value, b.value)),
        bound: null,
      };
    })
    // A first column of texts names the designs.
    .filter((column, i) => (i > 0 || column.isNumber) && column.distinct.length > 1);
};

/** The columns to work with: those that are shown, and while there is room those that gave way last. */
const leading = (fits, most) => {
  const order = columns.filter((column) => !column.isDetail && fits(column));
  order.sort((a, b) => a.hidden - b.hidden || b.rank - a.rank);
  const taken = new Set(order.slice(0, most));
  return columns.filter((column) => taken.has(column));
};

const value = (column, place) => column.byPlace.get(place).value;

/** Whether a design keeps the bound of a column; one without a figure does not. */
const keepsBound = (column, place) => {
  if (column.bound === null) return true;
  const found = value(column, place);
  return found !== null && (column.lower ? found <= column.bound : found >= column.bound);
};

const keptPlaces = () => {
  const wanted = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const isAll = wanted.length === 0 && brush === null && columns.every((column) => column.bound === null);
  if (isAll) return null;
  const kept = new Set();
  for (const [place, row] of page.rows) {
    const words = wanted.length === 0 ? "" : row.textContent.toLowerCase();
    if (wanted.every((word) => words.includes(word)) && (brush === null || brush.has(place)) && columns.every((column) => keepsBound(column, place))) {
      kept.add(place);
    }
  }
  return kept;
};

const refilter = () => {
  keep(keptPlaces());
  const count = page.kept === null ? page.rows.size : page.kept.size;
  controls.count.textContent = `${count} of ${page.rows.size} designs`;
  controls.clear.disabled = page.kept === null;
  showFront();
};

/** What a brush on a chart keeps; null for all. */
const keepBrush = (places) => {
  brush = places;
  if (controls) refilter();
};

const clearAll = () => {
  text = "";
  brush = null;
  controls.search.value = "";
  columns.forEach((column) => {
    column.bound = null;
    column.reset?.();
  });
  for (const made of instances.values()) made.dispatchAction({ type: "brush", areas: [] });
  for (const [holder, made] of instances) if (holder.dataset.chart === "parallel") drawParallel(made, "all", true);
  refilter();
};

/** A slider over the values that there are: its ends keep all designs. */
const boundControl = (column) => {
  const last = column.distinct.length - 1;
  const slider = element("input", { type: "range", min: 0, max: last, step: 1, "aria-label": `Bound on ${column.heading}` });
  const output = element("output");
  const sign = button("", () => {
    column.lower = !column.lower;
    reset();
    refilter();
  }, { "aria-label": `Turn the bound on ${column.heading} around` });
  const show = () => {
    sign.textContent = column.lower ? "≤" : "≥";
    output.textContent = column.bound === null ? "any" : column.distinct[slider.value].text;
    slider.setAttribute("aria-valuetext", column.bound === null ? "any" : `${column.lower ? "at most" : "at least"} ${output.textContent}`);
  };
  const reset = () => {
    column.bound = null;
    slider.value = column.lower ? last : 0;
    show();
  };
  const read = () => {
    const at = Number(slider.value);
    column.bound = at === (column.lower ? last : 0) ? null : column.distinct[at].value;
    show();
  };
  slider.addEventListener("input", () => {
    read();
    refilter();
  });
  column.reset = reset;
  column.set = (bound, lower) => {
    column.lower = lower;
    const at = column.distinct.findIndex((cell) => cell.value === bound);
    if (at < 0) return reset();
    slider.value = at;
    return read();
  };
  reset();
  return element("div", { class: "bound" }, element("span", {}, column.heading), sign, slider, output);
};

const goalControl = (name, chosen) => {
  const select = element("select", { "aria-label": name, change: () => {
    showFront();
    showPanel("kept");
  } });
  columns.forEach((column, i) => {
    if (!column.isNumber) return;
    for (const lower of [true, false]) {
      const option = element("option", { value: `${i} ${lower}` }, `${lower ? "least" : "most"} ${column.heading}`);
      option.selected = i === chosen.column && lower === chosen.lower;
      select.append(option);
    }
  });
  return select;
};

const goals = () =>
  controls.goals.map((select) => {
    const [column, lower] = select.value.split(" ");
    return { column: columns[Number(column)], lower: lower === "true" };
  });

/** How a design compares in a goal: below 0 if the first is better. */
const compareGoal = (goal, a, b) => {
  const [p, q] = [value(goal.column, a), value(goal.column, b)];
  return goal.lower ? p - q : q - p;
};

const rated = () => Array.from(page.rows.keys()).filter((place) => isKept(place) && goals().every((goal) => value(goal.column, place) !== null));

const beats = (a, b, both) => {
  const each = both.map((goal) => compareGoal(goal, a, b));
  return each.every((one) => one <= 0) && each.some((one) => one < 0);
};

/** The designs that are kept and that no other of them beats in both goals. */
const frontOf = () => {
  const both = goals();
  const order = rated().sort((a, b) => compareGoal(both[0], a, b) || compareGoal(both[1], a, b));
  const front = [];
  for (const place of order) {
    if (front.length === 0 || compareGoal(both[1], place, front.at(-1)) < 0) front.push(place);
  }
  return front;
};

const pickButton = (place) => button(page.data.labels[place], () => choose(place), { class: "pick" });

const showFront = () => {
  const both = goals();
  const front = frontOf();
  const list = element("ul", { class: "front" });
  for (const place of front.slice(0, 30)) {
    list.append(element("li", {}, pickButton(place), ` ${both.map((goal) => `${goal.column.heading} ${goal.column.byPlace.get(place).text}`).join(", ")}`));
  }
  controls.front.replaceChildren(
    element("p", {}, front.length === 0 ? "No design is left." : `Nothing that is left beats ${front.length === 1 ? "this design" : `these ${front.length} designs`} in both${front.length > 30 ? "; the first 30" : ""}:`),
    list);
};

const ratioText = (goal, a, b) => {
  const [p, q] = [value(goal.column, a), value(goal.column, b)];
  return q > 0 ? `${goal.column.heading} ${(p / q).toPrecision(3)} times` : `${goal.column.heading} ${shown(p)} against ${shown(q)}`;
};

/** What beats a design in the figures that the front is of, or that nothing does. */
const why = (place) => {
  if (!controls) return [element("p", {}, "There is no other design.")];
  const both = goals();
  const names = both.map((goal) => `${goal.lower ? "least" : "most"} ${goal.column.heading}`).join(" and ");
  if (!both.every((goal) => value(goal.column, place) !== null)) return [element("p", {}, `It has no figure for ${names}.`)];
  const all = rated();
  const better = all.filter((other) => beats(other, place, both)).sort((a, b) => compareGoal(both[0], a, b));
  const worse = all.filter((other) => beats(place, other, both)).length;
  if (better.length === 0) {
    return [element("p", {}, `Nothing that is left beats it in both ${names}. It beats ${worse} of ${all.length - 1} others.`)];
  }
  const list = element("ul", {}, ...better.slice(0, 5).map((other) => element("li", {}, pickButton(other), ` ${both.map((goal) => ratioText(goal, other, place)).join(", ")}`)));
  return [element("p", {}, `${better.length === 1 ? "One design beats" : `${better.length} designs beat`} it in ${names}${better.length > 5 ? "; the first five" : ""} (medians; intervals that overlap are no difference):`), list];
};

/** The two figures of the front at first, as the report names them; else the first numbers. */
const firstGoals = () => {
  const named = page.data.goals
    .map((goal) => ({ column: columns.findIndex((one) => one.isNumber && one.name === goal.column), lower: goal.lower }))
    .filter((goal) => goal.column >= 0);
  columns.forEach((column, i) => column.isNumber && named.push({ column: i, lower: column.lower }));
  return [named[0], named[1] ?? named[0]];
};

const prepareChoice = (table) => {
  columns = readColumns(table);
  if (!columns.some((column) => column.isNumber)) return;
  const section = document.getElementById("choose");
  document.querySelectorAll(".scripted").forEach((one) => (one.hidden = false));
  const search = element("input", { type: "search", placeholder: "Filter rows by their texts", "aria-label": "Filter rows by their texts", input: () => {
    text = search.value;
    refilter();
  } });
  controls = { search, count: element("output"), front: element("div"), goals: [], clear: button("Show all", clearAll) };
  controls.goals = firstGoals().map((goal, i) => goalControl(i === 0 ? "First figure of the front" : "Second figure of the front", goal));
  const bounds = leading((column) => column.isNumber, MOST_BOUNDS);
  section.append(
    element("div", { class: "tools" }, search, controls.count, controls.clear),
    element("div", { class: "choosing" },
      element("div", { class: "bounds" }, element("h3", {}, "Bounds"), ...bounds.map(boundControl)),
      element("div", {}, element("h3", {}, "Front"), element("p", {}, "Designs with the ", controls.goals[0], " and the ", controls.goals[1]), controls.front)));
  if (parallelColumns().length > 1 && page.rows.size > 2) {
    section.append(element("figure", { id: "figure-parallel" },
      element("h3", {}, "Parameters and figures"),
      element("div", { class: "chart wide", "data-chart": "parallel", role: "img", "aria-label": "Parameters and figures of each design, side by side" }),
      element("figcaption", {}, "A line for each design. Drag along an axis to keep the designs between its ends, everywhere on the page. ", element("a", { href: `#table-${page.data.table}` }, "Figures in the table"))));
  }
  refilter();
};

const choiceState = () => controls && {
  text,
  brush: brush && Array.from(brush, (place) => page.data.labels[place]),
  bounds: columns.filter((column) => column.bound !== null).map((column) => [column.name, column.bound, column.lower]),
  goals: controls.goals.map((select) => select.selectedIndex),
};

const recallChoice = (state) => {
  if (!state || !controls) return;
  text = state.text;
  controls.search.value = text;
  brush = state.brush && new Set(state.brush.map((label) => designs.get(label)).filter((place) => place !== undefined));
  for (const [name, bound, lower] of state.bounds) columns.find((column) => column.name === name)?.set?.(bound, lower);
  controls.goals.forEach((select, i) => {
    if (state.goals[i] < select.options.length) select.selectedIndex = state.goals[i];
  });
  refilter();
};
