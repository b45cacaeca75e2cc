export const list = {
  "panel.list.export.csv": "Export as CSV",
  "panel.list.export.json": "Export as JSON",
  "panel.list.select-all": "Select all that are shown",
  "panel.list.actions": "Actions",
  "panel.list.sort": "Order",
  "panel.list.none-fits": "Nothing fits that",
  "panel.list.none-fits.text": "Search for something else, or show all again.",
  "panel.list.show-all": "Show all",
  "panel.list.selected": { one: "One selected", other: "{count} selected" },
  "panel.list.unselect": "Select none",
  "panel.list.moment": "{day}, {time}",
} as const;
