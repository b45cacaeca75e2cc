import type { Translation } from "../../../chat/language/message.ts";
import type { settings as English } from "../en/settings.ts";

export const settings: Translation<typeof English> = {
  "panel.settings.title": "Einstellungen",
  "panel.settings.about":
    "Wie dieser Server geführt wird. Was du änderst, gilt sofort und für alle.",
  "panel.settings.failed": "Die Einstellungen können gerade nicht gezeigt werden",
  "panel.settings.save": "Speichern",
  "panel.settings.saved": "Gespeichert",
  "panel.settings.to-default": "Zurück zum Üblichen",
  "panel.settings.source.default": "So ist es von Haus aus.",
  "panel.settings.source.store": "Es wurde hier geändert.",
  "panel.settings.source.environment":
    "Das gibt die Umgebung des Servers vor, mit {variable}. Ändere es dort.",
  "panel.settings.name": "Name",
  "panel.settings.name.about": "Er steht in Mails, in Einladungen und auf der Seite zum Anmelden.",
  "panel.settings.name.label": "Name des Servers",
  "panel.settings.name.empty": "Gib ihm einen Namen.",
  "panel.settings.registration": "Registrierung",
  "panel.settings.registration.about":
    "Wer ein Konto anlegen darf. Wer mit einem Link eingeladen ist, darf es, außer wenn niemand es darf.",
  "panel.settings.messages": "Nachrichten",
  "panel.settings.messages.about":
    "Was aus Gelöschtem wird, und ob man sieht, wer private Räume liest.",
  "panel.settings.messages.days": "Tage, in denen Gelöschtes zurückkommen kann",
  "panel.settings.messages.days.hint":
    "So lange sehen die, die sich um die Nachrichten kümmern, was darin stand, auch wenn es gelöscht hat, wer es geschrieben hat. 0 hebt nichts auf.",
  "panel.settings.messages.days.wrong": "Eine ganze Zahl von 0 bis {max}.",
  "panel.settings.messages.tells": "Private Räume sagen, wer sie geöffnet hat",
  "panel.settings.messages.tells.about":
    "Eine Zeile im Raum sagt es seinen Mitgliedern. Im Protokoll steht es immer.",
  "panel.settings.rooms": "Räume aller",
  "panel.settings.rooms.about": "Wer sich registriert, kommt in diese Räume, neben dem ersten.",
  "panel.settings.rooms.label": "Räume",
  "panel.settings.rooms.hint": "Wer schon da ist, kommt nicht dazu.",
  "panel.settings.rooms.hidden": {
    one: "Dazu kommt ein privater Raum, in dem du nicht bist.",
    other: "Dazu kommen {count} private Räume, in denen du nicht bist.",
  },
};
