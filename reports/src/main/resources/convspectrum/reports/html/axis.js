"use strict";
// Axes are linear in the positions of their values and draw their own grid and labels: ECharts has no
// ticks at 1, 2 and 5 of a decade, and these are to be those of the pictures.

const FORWARD = { linear: (v) => v, log2: Math.log2, log10: Math.log10 };
const BACKWARD = { linear: (v) => v, log2: (p) => 2 ** p, log10: (p) => 10 ** p };
const CHARACTER = 7;
/** Round values from 1, 2 and 5 of each decade, or powers of two, or equal steps. */
const ticks = (scale, low, high) => {
  const found = [];
  if (scale === "log2") {
    const step = Math.max(1, Math.floor((Math.floor(high) - Math.ceil(low) + 11) / 11));
    for (let p = Math.ceil(Math.ceil(low) / step) * step; p <= high; p += step) found.push(2 ** p);
  } else if (scale === "log10") {
    const stride = Math.max(1, Math.ceil((high - low) / 11));
    for (let p = Math.floor(low); p <= high; p++) {
      for (const m of high - low > 3 ? [1] : [1, 2, 5]) {
        const at = Math.log10(m) + p;
        if (at >= low && at <= high && ((p % stride) + stride) % stride === 0) found.push(Number(`${m}e${p}`));
      }
    }
  }
  if (found.length >= 3) return found;
  const [from, to] = [BACKWARD[scale](low), BACKWARD[scale](high)];
  const rough = (to - from) / 6;
  const power = Math.floor(Math.log10(rough));
  const mantissa = rough / 10 ** power;
  const step = (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10) * 10 ** power;
  const round = [];
  for (let i = Math.ceil(from / step); i <= Math.floor(to / step); i++) round.push(Number((i * step).toPrecision(12)));
  return round;
};

const label = (axis, value) => (axis.categories.length > 0 ? axis.categories[Math.round(value)] : shown(value));

/** Where an axis has ticks, by their positions. */
const marksOf = (axis, low, high) => {
  if (axis.categories.length === 0) {
    return ticks(axis.scale, low, high).map((value) => ({ at: FORWARD[axis.scale](value), text: label(axis, value) }));
  }
  return axis.categories
    .map((text, at) => ({ at, text: brief(text, 20) }))
    .filter(({ at }) => at >= low && at <= high);
};

const isTurned = (axis, width) => {
  const longest = Math.max(0, ...axis.categories.map((text) => brief(text, 20).length));
  return axis.categories.length > 0 && longest * CHARACTER > (0.95 * width) / axis.categories.length;
};

/**
 * What all series have that draw themselves. ECharts gives them no level of their own, and leaves
 * what they draw while an area is selected without one, which it then warns of.
 */
const OWN_DRAWING = { type: "custom", silent: true, zlevel: 0 };

/** A series that draws the grid and the labels of both axes for what is zoomed in to. */
const gridSeries = (chart, look, turned) => ({
  ...OWN_DRAWING,
  id: "grid",
  z: 0,
  clip: false,
  data: [[chart.x.low, chart.y.low]],
  tooltip: { show: false },
  renderItem: (params, api) => {
    const box = params.coordSys;
    const [zero, one] = [api.coord([0, 0]), api.coord([1, 1])];
    const across = (px) => (px - zero[0]) / (one[0] - zero[0]);
    const up = (px) => (px - zero[1]) / (one[1] - zero[1]);
    const bottom = box.y + box.height;
    const children = [];
    const line = (x1, y1, x2, y2) => children.push({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: look.line, lineWidth: 1 } });
    const text = (x, y, value, align, verticalAlign, rotation = 0) =>
      children.push({ type: "text", x, y, rotation, style: { text: value, fill: look.muted, font: "12px system-ui, sans-serif", align, verticalAlign } });
    let free = -Infinity;
    for (const mark of marksOf(chart.x, across(box.x), across(box.x + box.width))) {
      const x = api.coord([mark.at, 0])[0];
      line(x, box.y, x, bottom);
      const room = turned ? 12 : mark.text.length * CHARACTER + 4;
      if (x - room / 2 < free) continue;
      free = x + room / 2;
      if (turned) text(x, bottom + 8, mark.text, "right", "middle", Math.PI / 4);
      else text(x, bottom + 8, mark.text, "center", "top");
    }
    for (const mark of marksOf(chart.y, up(bottom), up(box.y))) {
      const y = api.coord([0, mark.at])[1];
      line(box.x, y, box.x + box.width, y);
      text(box.x - 8, y, mark.text, "right", "middle");
    }
    return { type: "group", children };
  },
});
