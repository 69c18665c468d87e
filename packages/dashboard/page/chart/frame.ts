import type { Colours } from "./colours.js";

const FONT = "inherit";

/** Axes, grid and tooltip in the page's quiet style. `write` says a number of the axis. */
export function frameOf(colours: Colours, write: (value: number) => string) {
  const text = { color: colours.faint, fontSize: 12, fontFamily: FONT };
  return {
    textStyle: { fontFamily: FONT },
    grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
    valueAxis: {
      type: "value" as const,
      axisLabel: { ...text, formatter: write },
      splitLine: { lineStyle: { color: colours.line } },
      splitNumber: 4,
    },
    categoryAxis: {
      type: "category" as const,
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
    },
    // Text only: the page allows nobody to make markup of a string.
    tooltip: {
      renderMode: "richText" as const,
      backgroundColor: colours.card,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 13, fontFamily: FONT },
      confine: true,
    },
  };
}
