export const chart = {
  "panel.chart.as-table": "As a table",
  "panel.chart.time": "When",
  "panel.chart.nothing": "Nothing was measured",
} as const;
