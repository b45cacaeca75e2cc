import type { Translation } from "../../../chat/language/message.ts";
import type { emoji as English } from "../en/emoji.ts";

export const emoji: Translation<typeof English> = {
  "panel.emoji.title": "Emojis",
  "panel.emoji.about": "Die zu diesem Server hinzugefügt wurden.",
  "panel.emoji.search": "Name eines Emojis",
  "panel.emoji.none": "Noch wurde kein Emoji hinzugefügt",
  "panel.emoji.failed": "Die Emojis können gerade nicht gezeigt werden",
  "panel.emoji.by": "Wer es hinzugefügt hat",
  "panel.emoji.by.any": "Von wem auch immer",
  "panel.emoji.sort.newest": "Neueste zuerst",
  "panel.emoji.sort.oldest": "Älteste zuerst",
  "panel.emoji.column.emoji": "Emoji",
  "panel.emoji.column.by": "Hinzugefügt von",
  "panel.emoji.column.added": "Hinzugefügt",
  "panel.emoji.column.image": "Bild",
  "panel.emoji.new": "Emoji hinzufügen",
  "panel.emoji.new.text":
    "Alle können es in Nachrichten und als Reaktion verwenden, mit seinem Namen zwischen zwei Doppelpunkten. Den behält es, denn in Nachrichten steht nur der. Ein Server hat höchstens {max}.",
  "panel.emoji.delete": "Löschen",
  "panel.emoji.delete.name": "{name} löschen",
  "panel.emoji.delete.title": { one: "{name} löschen?", other: "{count} Emojis löschen?" },
  "panel.emoji.delete.text": {
    one: "Wo es verwendet wurde, steht dann sein Name. Sein Bild wird nicht aufgehoben.",
    other: "Wo sie verwendet wurden, stehen dann ihre Namen. Ihre Bilder werden nicht aufgehoben.",
  },
  "panel.emoji.delete.done": { one: "{name} ist gelöscht", other: "{count} Emojis sind gelöscht" },
  "panel.emoji.many": "Was mit ihnen geschehen soll",
};
