import type { signIns as English } from "../en/sign-ins.ts";
import type { Translation } from "../message.ts";

export const signIns: Translation<typeof English> = {
  "sign-ins.title": "Anmeldungen",
  "sign-ins.about": "Wer sich bei deinem Konto angemeldet hat, und wer nicht hereinkam.",
  "sign-ins.none": "Keine, die aufbewahrt wird.",
  "sign-ins.agent.browser-on-system": "{browser} unter {system}",
  "sign-ins.agent.unknown": "Ein anderes Programm",
  "sign-ins.more": "Ältere zeigen",
  "sign-ins.new": "Neuer Browser",
  "sign-ins.in.password": "Mit dem Passwort angemeldet",
  "sign-ins.in.code": "Mit dem Passwort und einem Code angemeldet",
  "sign-ins.in.passkey": "Mit einem Passkey angemeldet",
  "sign-ins.in.provider": "Über den Identitätsanbieter angemeldet",
  "sign-ins.in.sign-up": "Konto angelegt",
  "sign-ins.wrong.password": { one: "Ein falsches Passwort", other: "{count} falsche Passwörter" },
  "sign-ins.wrong.code": {
    one: "Das richtige Passwort und ein falscher Code",
    other: "Das richtige Passwort und {count} falsche Codes",
  },
  "sign-ins.wrong.passkey": { one: "Ein falscher Passkey", other: "{count} falsche Passkeys" },
  "sign-ins.suspended": "Nicht hereingelassen, da gesperrt",
  "sign-ins.unlock.offer":
    "Falls andere dein Passwort raten: <link>Lass dir einen Link schicken</link>, mit dem du es gleich wieder versuchen kannst.",
  "sign-ins.unlock": "Noch einmal versuchen",
  "sign-ins.unlock.about":
    "Wenn jemand dein Passwort rät, nimmt das Konto einen Versuch in der Minute an. Mit einem Link in deinem Postfach kannst du es sofort wieder versuchen.",
  "sign-ins.unlock.send": "Link schicken",
  "sign-ins.unlock.sent": "Schau in dein Postfach",
  "sign-ins.unlock.sent.text":
    "Falls „{login}“ hier ein Konto hat, ist ein Link unterwegs. Öffne ihn in diesem Browser.",
  "sign-ins.unlock.off":
    "Dieser Server verschickt keine E-Mails. Warte vor jedem Versuch eine Minute.",
  "sign-ins.unlock.confirm.about":
    "Dieser Browser darf es ab jetzt sofort wieder versuchen, wer auch immer sonst das Passwort rät.",
  "sign-ins.unlock.confirm": "Noch einmal versuchen",
};
