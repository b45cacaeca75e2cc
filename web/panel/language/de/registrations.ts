import type { Translation } from "../../../chat/language/message.ts";
import type { registrations as English } from "../en/registrations.ts";

export const registrations: Translation<typeof English> = {
  "panel.registrations.title": "Anmeldungen",
  "panel.registrations.about":
    "Wer sich registriert hat und auf Einlass wartet, und was entschieden wurde.",
  "panel.registrations.none": "Niemand wartet auf Einlass",
  "panel.registrations.failed": "Die Wartenden können gerade nicht gezeigt werden",
  "panel.registrations.state.awaited": "Wer wartet",
  "panel.registrations.state.approved": "Wer eingelassen wurde",
  "panel.registrations.state.refused": "Wer nicht eingelassen wurde",
  "panel.registrations.sort.oldest": "Am längsten wartende zuerst",
  "panel.registrations.sort.newest": "Neueste zuerst",
  "panel.registrations.asked": "Gefragt",
  "panel.registrations.waits": "Wartet",
  "panel.registrations.unconfirmed": "Wartet; die E-Mail-Adresse ist noch nicht bestätigt",
  "panel.registrations.approved": "Eingelassen: {when}",
  "panel.registrations.approved-by": "Eingelassen von {who}: {when}",
  "panel.registrations.refused": "Nicht eingelassen: {when}",
  "panel.registrations.refused-by": "Nicht eingelassen von {who}: {when}",
  "panel.registrations.told": "Mitgeteilt wurde: {reason}",
  "panel.registrations.approve": "Einlassen",
  "panel.registrations.approve.name": "{name} einlassen",
  "panel.registrations.approve.done": "{name} ist eingelassen",
  "panel.registrations.refuse": "Nicht einlassen",
  "panel.registrations.refuse.name": "{name} nicht einlassen",
  "panel.registrations.refuse.title": "{name} nicht einlassen?",
  "panel.registrations.refuse.text":
    "Die Person bleibt draußen und erfährt es. Du kannst sie später immer noch einlassen.",
  "panel.registrations.refuse.hint": "Er wird mitgeteilt. Du musst keinen angeben.",
  "panel.registrations.refuse.done": "{name} ist nicht eingelassen",
};
