import type { Translation } from "../../../chat/language/message.ts";
import type { list as English } from "../en/list.ts";

export const list: Translation<typeof English> = {
  "panel.list.export.csv": "Als CSV exportieren",
  "panel.list.export.json": "Als JSON exportieren",
  "panel.list.select-all": "Alle gezeigten auswählen",
  "panel.list.actions": "Aktionen",
  "panel.list.sort": "Reihenfolge",
  "panel.list.none-fits": "Nichts passt dazu",
  "panel.list.none-fits.text": "Such nach etwas anderem, oder lass wieder alles zeigen.",
  "panel.list.show-all": "Alles zeigen",
  "panel.list.selected": { one: "Eins ausgewählt", other: "{count} ausgewählt" },
  "panel.list.unselect": "Nichts auswählen",
  "panel.list.moment": "{day}, {time}",
};
