"use strict";
// Charts by ECharts, in the colors of the page; a point chooses its design, an area keeps its own.

const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect"];

const instances = new Map();
const specs = new Map(page.data.charts.map((chart) => [chart.name, chart]));
let printing = false;

const theme = () => {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches && !printing;
  const printed = { "--text": "#000000", "--muted": "#444444", "--line": "#cccccc", "--page": "#ffffff" };
  const color = (name) => (printing ? printed[name] : value(name));
  return {
    text: color("--text"),
    muted: color("--muted"),
    line: color("--line"),
    page: color("--page"),
    colors: Array.from({ length: 12 }, (_, i) => value(printing ? `--p${i}` : `--c${i}`)),
    dark,
  };
};

const values = (chart, series) => {
  const [forwardX, forwardY] = [FORWARD[chart.x.scale], FORWARD[chart.y.scale]];
  return series.labels.map((d, i) => {
    const [x, y, low = y, high = y] = series.values.slice(series.numbers * i, series.numbers * (i + 1));
    return { d, raw: [x, y, low, high], at: [forwardX(x), forwardY(y), forwardY(low), forwardY(high)] };
  });
};

const intervals = (id, name, points, color) => ({
  ...OWN_DRAWING,
  id,
  name,
  clip: true,
  z: 2,
  encode: { x: 0, y: [1, 2, 3] },
  data: points.filter((one) => one.raw[2] < one.raw[3]).map((one) => [...one.at, isKept(one.d) ? 1 : 0.15]),
  itemStyle: { color },
  renderItem: (params, api) => {
    const [x, low] = api.coord([api.value(0), api.value(2)]);
    const high = api.coord([api.value(0), api.value(3)])[1];
    const style = { stroke: color, lineWidth: 1.5, opacity: api.value(4) };
    const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
    return { type: "group", children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)] };
  },
});

const guideSeries = (chart, line, look, id) => {
  const color = line.color < 0 ? look.muted : look.colors[line.color];
  const corners = [];
  if (line.points.length === 1) {
    const y = FORWARD[chart.y.scale](line.points[0]);
    corners.push([chart.x.low, y], [chart.x.high, y]);
  } else {
    for (let i = 0; i < line.points.length; i += 2) {
      corners.push([FORWARD[chart.x.scale](line.points[i]), FORWARD[chart.y.scale](line.points[i + 1])]);
    }
  }
  const text = { show: line.text !== "", formatter: line.text, position: corners[0][0] > corners.at(-1)[0] ? "left" : "right", color: look.muted, fontSize: 11, verticalAlign: "bottom", padding: [0, 0, 5, 0], textBorderColor: look.page, textBorderWidth: 3 };
  return {
    id,
    name: line.label,
    type: "line",
    silent: true,
    z: 1,
    symbol: "circle",
    symbolSize: 0.1,
    data: corners.map((at, i) => ({ value: at, label: i === 0 ? text : { show: false } })),
    labelLayout: { hideOverlap: false, moveOverlap: "shiftY" },
    lineStyle: { color, width: 1.5, type: line.text === "" ? "dashed" : "solid" },
    itemStyle: { color },
  };
};

/** The point that the mouse is on; nothing where what is drawn there is no point. */
const pointOf = (chart, params) => {
  const [kind, series] = params.seriesId.split(" ");
  return kind === "points" ? values(chart, chart.series[series])[params.dataIndex] : undefined;
};

const tooltipOf = (chart) => (params) => {
  const point = pointOf(chart, params);
  if (!point) return "";
  const [x, y, low, high] = point.raw;
  const interval = low < high ? ` [${shown(low)}, ${shown(high)}]` : "";
  return `${page.data.labels[point.d]}\n${params.seriesName}\n${chart.y.title}: ${shown(y)}${interval}\n${chart.x.title}: ${label(chart.x, x)}`;
};

/** A ring around each point of the design that is chosen. */
const ringSeries = (chart, look) => ({
  id: "chosen",
  type: "scatter",
  silent: true,
  z: 5,
  symbol: "circle",
  symbolSize: 20,
  data: page.chosen < 0
    ? []
    : chart.series.flatMap((one) => values(chart, one).filter((point) => designOf(point.d) === page.chosen).map((point) => point.at)),
  itemStyle: { color: "transparent", borderColor: look.text, borderWidth: 2.5 },
});

/** The points of a chart as series, each before its intervals: the legend shows the first. */
const pointSeries = (chart, look) =>
  chart.series.flatMap((one, i) => {
    const color = look.colors[one.color];
    const points = values(chart, one);
    return [
      {
        id: `points ${i}`,
        name: one.name,
        type: one.joined && points.length > 1 ? "line" : "scatter",
        clip: true,
        z: 3,
        symbol: SYMBOLS[one.mark % SYMBOLS.length],
        symbolSize: points.length > 300 ? 6 : 9,
        // Plain values where they can be: ECharts makes a model of each point that has a style of its own.
        data: points.map((point) => (isKept(point.d) ? point.at : { value: point.at, itemStyle: { opacity: 0.15 } })),
        lineStyle: { color, width: 1.75, opacity: page.kept === null ? 0.75 : 0.25 },
        itemStyle: { color, borderColor: look.page, borderWidth: 0.5 },
        emphasis: { scale: 1.5 },
      },
      intervals(`intervals ${i}`, one.name, points, color),
    ];
  });

const FITTING = { width: "auto", height: "auto" };

/** The size of a chart of points on paper, of which two fit beside each other, and two below. */
const ON_PAPER = { width: 620, height: 310 };

/** The width on paper: that of the sheet where nothing stands beside the chart. */
const paperWidth = (holder) => {
  const isAlone = (one) => one?.children.length === 1;
  return isAlone(holder.closest(".figures")) && isAlone(holder.closest(".first")) ? 1.7 * ON_PAPER.width : ON_PAPER.width;
};

const LEGEND_ROW = 20;
const MOST_LEGEND_ROWS = 6;

/**
 * The names of series in as many rows as they need, and the room of the further rows; where there are
 * too many of them, and not on paper, a row to scroll through.
 */
const legendOf = (names, look, width, top) => {
  const most = Math.max(12, Math.floor((width - 60) / CHARACTER));
  let rows = 1;
  let used = 0;
  for (const { name } of names) {
    const needed = 33 + echarts.format.getTextRect(brief(name, most), "12px system-ui, sans-serif").width;
    if (used > 0 && used + needed > width - 26) {
      rows++;
      used = 0;
    }
    used += needed;
  }
  const isWhole = rows <= MOST_LEGEND_ROWS || printing;
  return {
    room: isWhole ? (rows - 1) * LEGEND_ROW : 0,
    option: { type: isWhole ? "plain" : "scroll", itemWidth: 18, itemHeight: 11, itemGap: 10, top, left: 8, right: 8, data: names, formatter: (name) => brief(name, most), textStyle: { color: look.text, lineHeight: LEGEND_ROW - 10 }, inactiveColor: look.line, pageTextStyle: { color: look.text }, pageIconColor: look.text, pageIconInactiveColor: look.line },
  };
};

const pointOption = (chart, look, width) => {
  const turned = isTurned(chart.x, width - 90);
  const axis = (one, gap) => ({
    type: "value",
    min: one.low,
    max: one.high,
    name: brief(one.title, Math.floor((width - 60) / CHARACTER)),
    nameLocation: "middle",
    nameGap: gap,
    nameTextStyle: { color: look.text, fontSize: 13 },
    axisLine: { show: true, lineStyle: { color: look.muted }, onZero: false },
    axisTick: { show: false },
    axisLabel: { show: false },
    splitLine: { show: false },
  });
  const longest = Math.max(0, ...chart.x.categories.map((text) => brief(text, 20).length));
  const below = turned ? 34 + 5 * longest : 32;
  const dashes = "path://M0 4h9v2h-9z M13 4h9v2h-9z";
  const names = [
    ...[...new Set(chart.series.map((one) => one.name))].map((name) => ({ name })),
    ...[...new Set(chart.guides.map((one) => one.label))].map((name) => ({ name, icon: dashes })),
  ];
  const legend = legendOf(names, look, width, 26);
  const inside = { type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseMove: false, moveOnMouseWheel: false, preventDefaultMouseMove: false };
  return {
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif" },
    grid: { left: 66, right: 18, top: 58 + legend.room, bottom: below + 24 },
    legend: legend.option,
    tooltip: { trigger: "item", renderMode: "richText", confine: true, backgroundColor: look.page, borderColor: look.muted, textStyle: { color: look.text, fontSize: 12 }, formatter: tooltipOf(chart) },
    toolbox: { show: !printing, top: 0, right: 4, itemSize: 13, iconStyle: { borderColor: look.muted }, emphasis: { iconStyle: { borderColor: look.text, textFill: look.text, textBackgroundColor: look.page } }, feature: { brush: { type: ["rect", "clear"], title: { rect: "Select an area", clear: "Clear the selection" } }, dataZoom: { filterMode: "none", title: { zoom: "Zoom in to an area", back: "Zoom back" }, brushStyle: { color: look.line, opacity: 0.4 } } } },
    brush: { xAxisIndex: 0, throttleType: "debounce", throttleDelay: 100, brushMode: "single", outOfBrush: { colorAlpha: 1 }, inBrush: { colorAlpha: 1 }, brushStyle: { color: "rgba(128,128,128,.15)", borderColor: look.muted } },
    dataZoom: [{ ...inside, xAxisIndex: 0 }, { ...inside, yAxisIndex: 0 }],
    xAxis: axis(chart.x, below),
    yAxis: axis(chart.y, 50),
    series: [gridSeries(chart, look, turned), ...chart.guides.map((line, i) => guideSeries(chart, line, look, `guide ${i}`)), ...pointSeries(chart, look), ringSeries(chart, look)],
  };
};

const barOption = (chart, look, width) => {
  const legend = legendOf(chart.parts.map((name) => ({ name })), look, width, 4);
  const most = width < 500 ? 14 : 30;
  const named = (i) => {
    const text = brief(page.data.labels[chart.labels[i]], most);
    return page.chosen >= 0 && designOf(chart.labels[i]) === page.chosen ? `{chosen|${text}}` : text;
  };
  return {
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif" },
    grid: { left: 16 + CHARACTER * Math.max(...chart.labels.map((_, i) => Math.min(most, page.data.labels[chart.labels[i]].length))), right: 24, top: 36 + legend.room, bottom: 46 },
    legend: legend.option,
    tooltip: { trigger: "item", renderMode: "richText", confine: true, backgroundColor: look.page, borderColor: look.muted, textStyle: { color: look.text, fontSize: 12 }, formatter: (p) => `${page.data.labels[chart.labels[p.dataIndex]]}\n${p.seriesName}\n${chart.axis}: ${shown(p.value)}` },
    xAxis: { type: "value", name: chart.axis, nameLocation: "middle", nameGap: 28, nameTextStyle: { color: look.text, fontSize: 13 }, axisLabel: { color: look.muted, formatter: shown }, splitLine: { lineStyle: { color: look.line } } },
    yAxis: { type: "category", inverse: true, data: chart.labels.map((_, i) => String(i)), axisTick: { show: false }, axisLine: { lineStyle: { color: look.muted } }, axisLabel: { color: look.muted, interval: 0, formatter: (_, i) => named(i), rich: { chosen: { color: look.text, fontWeight: "bold" } } } },
    series: chart.parts.map((name, part) => ({
      name,
      type: "bar",
      stack: "all",
      barCategoryGap: "30%",
      itemStyle: { color: look.colors[chart.colors[part] % look.colors.length] },
      data: chart.values.map((bar, i) => ({ value: bar[part], itemStyle: { opacity: isKept(chart.labels[i]) ? 1 : 0.2 } })),
    })),
  };
};

/** What ECharts draws; the holder, or the chart on paper, grows by the further rows of the legend. */
const optionOf = (chart, holder) => {
  const width = printing ? paperWidth(holder) : holder.clientWidth;
  const option = (chart.series ? pointOption : barOption)(chart, theme(), width);
  const room = option.grid.top - (chart.series ? 58 : 36);
  const bars = chart.series ? 0 : Math.max(240, 80 + 24 * chart.labels.length);
  if (printing) {
    instances.get(holder)?.resize({ width, height: (bars || ON_PAPER.height) + room });
  } else {
    holder.style.setProperty("--legend", `${room}px`);
    if (bars > 0) holder.style.height = `${bars + room}px`;
    instances.get(holder)?.resize(FITTING);
  }
  return option;
};

/** The designs inside a rectangle of a chart are kept everywhere. */
const brushed = (chart, areas) => {
  if (areas.length === 0) return keepBrush(null);
  const [[left, right], [low, high]] = areas[0].coordRange;
  const inside = new Set();
  for (const series of chart.series) {
    for (const point of values(chart, series)) {
      const [x, y] = point.at;
      if (x >= left && x <= right && y >= low && y <= high && designOf(point.d) >= 0) inside.add(designOf(point.d));
    }
  }
  return keepBrush(inside);
};

/** Left and right go through the designs of a chart in its order, Enter to the panel of the chosen one. */
const walk = (chart, event) => {
  if (event.key === "Enter") return choose(page.chosen);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = chart.series ? chart.series[0].labels : chart.labels;
  const order = all.map(designOf).filter((place) => place >= 0 && isKept(place));
  if (order.length === 0) return;
  event.preventDefault();
  const at = order.indexOf(page.chosen);
  choose(order[at < 0 ? 0 : (at + step + order.length) % order.length]);
};

const startChart = (holder) => {
  const chart = specs.get(holder.dataset.chart);
  if (instances.has(holder)) return;
  const option = optionOf(chart, holder);
  const made = echarts.init(holder, null, { renderer: "canvas", devicePixelRatio: Math.max(2, devicePixelRatio) });
  instances.set(holder, made);
  made.setOption(option);
  made.on("click", (params) => {
    const place = chart.series ? pointOf(chart, params)?.d : chart.labels[params.dataIndex];
    if (place !== undefined) choose(designOf(place));
  });
  made.on("brushEnd", (event) => brushed(chart, event.areas));
  made.on("brush", (event) => event.command === "clear" && keepBrush(null));
  holder.setAttribute("aria-keyshortcuts", "ArrowLeft ArrowRight Enter");
  holder.addEventListener("keydown", (event) => walk(chart, event));
  let width = holder.clientWidth;
  new ResizeObserver(() => {
    if (holder.clientWidth === 0 || holder.clientWidth === width || printing) return;
    width = holder.clientWidth;
    made.setOption(optionOf(chart, holder));
  }).observe(holder);
};

const isNear = (holder) => {
  const box = holder.getBoundingClientRect();
  return box.bottom > -200 && box.top < innerHeight + 200;
};

/** Draws a choice or what is kept: at once what is on the screen, the rest when it is seen. */
const redraw = (what) => {
  for (const [holder, made] of instances) {
    if (isNear(holder)) redrawOne(holder, made, what);
    else holder.dataset.stale = "";
  }
};

const redrawOne = (holder, made, what) => {
  if (what !== "choice") delete holder.dataset.stale;
  if (holder.dataset.chart === "parallel") return drawParallel(made, what);
  const chart = specs.get(holder.dataset.chart);
  if (!chart.series) return made.setOption(optionOf(chart, holder));
  return made.setOption({ series: what === "choice" ? [ringSeries(chart, theme())] : optionOf(chart, holder).series });
};

/** Draws everything again in the colors of the screen or of paper, where folded warnings are open too. */
const drawAll = (paper) => {
  printing = paper;
  if (paper) document.querySelectorAll("details.more").forEach((one) => (one.open = true));
  for (const holder of document.querySelectorAll(".chart")) {
    if (paper) start(holder);
    const made = instances.get(holder);
    if (!made) continue;
    if (holder.dataset.chart === "parallel") {
      made.resize(paper ? { width: 2 * ON_PAPER.width, height: ON_PAPER.height } : FITTING);
      drawParallel(made);
    } else made.setOption(optionOf(specs.get(holder.dataset.chart), holder), true);
  }
};

const start = (holder) => (holder.dataset.chart === "parallel" ? startParallel(holder) : startChart(holder));

/** Charts are drawn when they come near the screen, each in a task of its own: the first is seen soon. */
const prepareCharts = () => {
  const draw = (holder) => {
    start(holder);
    if ("stale" in holder.dataset) redrawOne(holder, instances.get(holder), "all");
  };
  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => setTimeout(draw, 0, target)),
    { rootMargin: "200px" },
  );
  document.querySelectorAll(".chart").forEach((holder) => seen.observe(holder));
};
