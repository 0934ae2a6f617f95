"use strict";
// Parallel coordinates over the parameters and figures of the designs.

const MOST_AXES = 10;

/** Columns of texts that are no parameters. */
const REMARK = /^(same_as|note|why)(_column)?$/;

/** Axes of the parallel coordinates, parameters first. */
const parallelColumns = () =>
  leading((column) => column.isNumber || (column.distinct.length <= 30 && !REMARK.test(column.name)), MOST_AXES);

/** Of few values each has a tick of its own, numbers too. */
const isListed = (column) => !column.isNumber || column.distinct.length <= 8;

const lineOf = (axes, place) => ({
  value: axes.map((column) => (isListed(column) ? column.byPlace.get(place).text : value(column, place) ?? "-")),
  d: place,
});

/** Axes beside each other are close: a longer name stands in a line for each word. */
const axisName = (heading, narrow) => {
  if (narrow || heading.length <= 10) return brief(heading, 17);
  return heading.split(" ").map((word) => brief(word, 16)).join("\n");
};

/** The line of the design that is chosen, above the others. */
const chosenLine = (axes, look) => ({
  type: "parallel",
  id: "chosen",
  silent: true,
  z: 5,
  lineStyle: { color: look.text, width: 3.5, opacity: 1 },
  inactiveOpacity: 1,
  data: page.rows.has(page.chosen) ? [lineOf(axes, page.chosen)] : [],
});

const isNarrow = (made) => made.getDom().clientWidth < 640;

/** Draws the lines: of a choice its own alone, else all; anew without what was selected. */
const drawParallel = (made, what = "all", anew = false) => {
  const look = theme();
  const axes = parallelColumns();
  if (what === "choice") return made.setOption({ series: [chosenLine(axes, look)] });
  const narrow = isNarrow(made);
  // Many lines are drawn thinly, so that it shows where they are dense.
  const opacity = Math.max(0.15, Math.min(0.7, 7 / Math.sqrt(page.rows.size)));
  const lines = Array.from(page.rows.keys(), (place) => ({
    ...lineOf(axes, place),
    lineStyle: { color: look.colors[5], width: 1.2, opacity: isKept(place) ? opacity : 0.06 },
  }));
  const axisOf = (column, dim) => {
    const low = column.distinct[0].value;
    const high = column.distinct.at(-1).value;
    const axis = { dim, name: axisName(column.heading, narrow), realtime: false, axisLabel: { color: look.muted, fontSize: 10, hideOverlap: true, textBorderColor: look.page, textBorderWidth: 3, formatter: (at) => (typeof at === "number" ? shown(at) : brief(String(at), 12)) } };
    if (isListed(column)) return { ...axis, type: "category", data: column.distinct.map((cell) => cell.text) };
    // A logarithmic axis has labels at decades alone, so that it needs some.
    return { ...axis, type: low > 0 && high / low > 30 ? "log" : "value", scale: true };
  };
  return made.setOption({
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif" },
    tooltip: { trigger: "item", renderMode: "richText", confine: true, backgroundColor: look.page, borderColor: look.muted, textStyle: { color: look.text, fontSize: 12 }, formatter: (p) => (p.data ? page.data.labels[p.data.d] : "") },
    parallel: { left: narrow ? 116 : 52, right: narrow ? 40 : 70, top: narrow ? 24 : 56, bottom: 24, layout: narrow ? "vertical" : "horizontal", parallelAxisDefault: { nameLocation: narrow ? "start" : "end", nameTextStyle: { color: look.text, fontSize: 11, lineHeight: 13 }, nameGap: narrow ? 8 : 12, axisLine: { lineStyle: { color: look.muted } }, axisTick: { lineStyle: { color: look.muted } }, areaSelectStyle: { color: look.muted, opacity: 0.35 } } },
    parallelAxis: axes.map(axisOf),
    series: [{ type: "parallel", id: "designs", lineStyle: { width: 1.2 }, data: lines, progressive: 0 }, chosenLine(axes, look)],
  }, { notMerge: anew });
};

const startParallel = (holder) => {
  if (instances.has(holder)) return;
  const made = echarts.init(holder, null, { renderer: "canvas", devicePixelRatio: Math.max(2, devicePixelRatio) });
  instances.set(holder, made);
  drawParallel(made);
  let narrow = isNarrow(made);
  made.on("click", (params) => params.data?.d !== undefined && choose(params.data.d));
  made.on("axisareaselected", () => {
    // Without a selection on any axis no line is active or inactive.
    const series = made.getModel().getSeriesByIndex(0);
    const places = Array.from(page.rows.keys());
    const isFree = series.getRawIndicesByActiveState("inactive").length === 0;
    keepBrush(isFree ? null : new Set(series.getRawIndicesByActiveState("active").map((i) => places[i])));
  });
  new ResizeObserver(() => {
    if (holder.clientWidth === 0 || printing) return;
    made.resize(FITTING);
    // Axes stand beside each other, or on a phone one below the other.
    if (narrow !== isNarrow(made)) drawParallel(made, "all", true);
    narrow = isNarrow(made);
  }).observe(holder);
};
