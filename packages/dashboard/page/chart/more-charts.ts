// What only some pages draw.
import { BarChart, SankeyChart } from "echarts/charts";
import { use } from "./engine.js";

use([BarChart, SankeyChart]);

export { init } from "./engine.js";
