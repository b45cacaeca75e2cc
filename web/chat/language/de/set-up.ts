import type { setUp as English } from "../en/set-up.ts";
import type { Translation } from "../message.ts";

export const setUp: Translation<typeof English> = {
  "set-up.title": "Dein neuer Server",
  "set-up.about": "Eine Minute, dann können Leute kommen. Alles lässt sich später ändern.",
  "set-up.name": "Wie der Server heißt",
  "set-up.name.hint": "Gib ihm einen Namen, zum Beispiel den deines Teams.",
  "set-up.registration": "Wer kommen darf",
  "set-up.open": "Alle",
  "set-up.open.about": "Wer die Adresse findet, registriert sich.",
  "set-up.approval": "Wen du einlässt",
  "set-up.approval.about": "Alle können sich registrieren und warten, bis du sie einlässt.",
  "set-up.invite": "Wer eingeladen ist",
  "set-up.invite.about": "Leute kommen mit Links, die du ihnen gibst.",
  "set-up.domain": "Wer eine Adresse von euch hat",
  "set-up.domain.about": "Eine E-Mail-Adresse eurer Domains, mit einem Link bestätigt.",
  "set-up.closed": "Niemand",
  "set-up.closed.about": "Konten legst du auf der Kommandozeile an.",
  "set-up.domains": "Eure Domains",
  "set-up.domains.hint": "Mit Kommas dazwischen: example.org, example.com",
  "set-up.rooms": "Erste Räume",
  "set-up.rooms.hint": "Mit Kommas dazwischen. Wer kommt, ist in ihnen, wie in general.",
  "set-up.save": "Einrichten",
  "set-up.skip": "Jetzt nicht",
  "set-up.done": "Alles ist bereit",
  "set-up.done.about":
    "Mit diesem Link kommen Leute in den nächsten sieben Tagen auf deinen Server.",
  "set-up.link": "Einladungslink",
  "set-up.copy": "Kopieren",
  "set-up.copied": "Der Link ist kopiert.",
  "set-up.copy-failed":
    "Der Link konnte nicht kopiert werden. Markiere ihn und kopiere ihn von Hand.",
  "set-up.go-in": "Hineingehen",
};
