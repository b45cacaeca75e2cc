import type { Translation } from "../../../chat/language/message.ts";
import type { chart as English } from "../en/chart.ts";

export const chart: Translation<typeof English> = {
  "panel.chart.as-table": "Als Tabelle",
  "panel.chart.time": "Wann",
  "panel.chart.nothing": "Nichts wurde gemessen",
};
