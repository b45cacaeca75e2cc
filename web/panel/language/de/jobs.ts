import type { Translation } from "../../../chat/language/message.ts";
import type { jobs as English } from "../en/jobs.ts";

export const jobs: Translation<typeof English> = {
  "panel.jobs.title": "Aufträge",
  "panel.jobs.about":
    "Lange Arbeit. Sie geht weiter, wer auch immer zusieht, und auf einem anderen Knoten, wenn einer ausfällt.",
  "panel.jobs.none": "Es gab noch keine lange Arbeit",
  "panel.jobs.failed": "Die Aufträge können gerade nicht gezeigt werden",
  "panel.jobs.kind": "Art",
  "panel.jobs.kind.any": "Jede Art",
  "panel.jobs.kind.data-export": "Download der eigenen Daten",
  "panel.jobs.kind.account-deletion": "Löschung eines Kontos",
  "panel.jobs.kind.change-messages": "Löschen oder Wiederherstellen von Nachrichten",
  "panel.jobs.kind.retention": "Löschen, was zu alt ist",
  "panel.jobs.of": "{name} von {person}",
  "panel.jobs.for": "Für wen",
  "panel.jobs.for.any": "Für alle",
  "panel.jobs.for-server": "Der Server",
  "panel.jobs.state.any": "Jeder Zustand",
  "panel.jobs.state.waiting": "Wartet",
  "panel.jobs.state.running": "Im Gange",
  "panel.jobs.state.done": "Fertig",
  "panel.jobs.state.failed": "Aufgegeben",
  "panel.jobs.state.cancelled": "Abgebrochen",
  "panel.jobs.progress": "{done} von {total}",
  "panel.jobs.failure": { one: "Einmal fehlgeschlagen:", other: "{count}-mal fehlgeschlagen:" },
  "panel.jobs.column.job": "Auftrag",
  "panel.jobs.column.asked": "Bestellt",
  "panel.jobs.column.ended": "Beendet",
  "panel.jobs.cancel": "Auftrag abbrechen",
  "panel.jobs.cancel.name": "Abbrechen: {name}",
  "panel.jobs.cancel.title": "Diesen Auftrag abbrechen?",
  "panel.jobs.cancel.text":
    "{name}: Er endet da, wo er steht, und was er gemacht hat, wird weggeräumt.",
  "panel.jobs.cancel.done": "Der Auftrag ist abgebrochen",
  "panel.jobs.retry.name": "Noch einmal versuchen: {name}",
  "panel.jobs.retry.done": "Der Auftrag geht weiter",
};
