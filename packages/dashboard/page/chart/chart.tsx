import type { EChartsCoreOption } from "echarts/core";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Colours, readColours } from "./colours.js";

/** Counts how often the colour scheme changed. */
function useScheme(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const onChange = (): void => setChanges((count) => count + 1);
    scheme.addEventListener("change", onChange);
    return () => scheme.removeEventListener("change", onChange);
  }, []);
  return changes;
}

interface ChartProps {
  /** Describes what is drawn, in the colours of the page. */
  readonly draw: (colours: Colours) => EChartsCoreOption;
  /** What the drawing shows, for those who cannot see it; its table says the numbers. */
  readonly label: string;
  /** Of the drawing, in pixels. */
  readonly height: number;
  /** True for lines alone, which less is loaded for. */
  readonly isLines?: boolean;
}

type Engine = Pick<typeof import("./engine.js"), "init">;

/** Draws a chart, as wide as its place. */
export function Chart({ draw, label, height, isLines = false }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<Engine["init"]> | null>(null);
  const [engine, setEngine] = useState<Engine | null>(null);
  const scheme = useScheme();
  useEffect(() => {
    let isHere = true;
    void (isLines ? import("./engine.js") : import("./more-charts.js")).then((loaded) => isHere && setEngine(loaded));
    return () => {
      isHere = false;
    };
  }, [isLines]);
  useEffect(() => {
    const element = place.current;
    if (engine === null || element === null) return;
    const mine = engine.init(element, undefined, { renderer: "svg" });
    chart.current = mine;
    const observer = new ResizeObserver(() => mine.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      // zrender empties both by assigning markup (lib/svg/Painter.js), which this page allows nobody: the error would end the clean-up.
      Object.assign(mine.getZr().painter, { root: null, _svgDom: null });
      mine.dispose();
      element.replaceChildren();
      chart.current = null;
    };
  }, [engine]);
  useEffect(() => {
    chart.current?.setOption({ animation: false, ...draw(readColours()) }, { notMerge: true });
  }, [engine, draw, scheme]);
  return <div class="chart" role="img" aria-label={label} ref={place} style={{ height: `${height}px` }} data-drawn={engine !== null} />;
}
