import type { reportMessage as English } from "../en/report-message.ts";
import type { Translation } from "../message.ts";

export const reportMessage: Translation<typeof English> = {
  "report-message.title": "Diese Nachricht melden",
  "report-message.why": "Was stimmt damit nicht?",
  "report-message.reason.spam": "Sie ist Spam oder Betrug",
  "report-message.reason.abuse": "Sie greift jemanden an oder droht",
  "report-message.reason.privacy": "Sie verrät, was privat bleiben sollte",
  "report-message.reason.other": "Etwas anderes",
  "report-message.note": "In deinen Worten",
  "report-message.note.hint":
    "Darf leer bleiben. Wer diesen Server betreut, liest die Nachricht und wer sie meldet; wer sie schrieb, erfährt nichts davon.",
  "report-message.choose": "Wähle aus, was damit nicht stimmt.",
  "report-message.send": "Melden",
  "report-message.done": "Danke. Es wurde gemeldet.",
};
