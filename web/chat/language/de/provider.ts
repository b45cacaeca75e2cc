import type { provider as English } from "../en/provider.ts";
import type { Translation } from "../message.ts";

export const provider: Translation<typeof English> = {
  "provider.go": "Weiter mit {provider}",
  "provider.trouble": "Das Anmelden hat nicht geklappt",
  "provider.trouble.unreachable":
    "Der Dienst, der dich anmeldet, ist gerade nicht zu erreichen. Versuch es gleich noch einmal.",
  "provider.trouble.denied":
    "Der Dienst hat dich nicht eingelassen, oder du bist umgekehrt. Versuch es noch einmal, oder frag den, der ihn betreibt, ob du diesen Server benutzen darfst.",
  "provider.trouble.failed":
    "Die Antwort des Dienstes galt nicht. Versuch es noch einmal; wenn es wieder passiert, sag es dem, der diesen Server betreibt.",
  "provider.trouble.over":
    "Das hat zu lange gedauert oder wurde in einem anderen Browser begonnen. Versuch es noch einmal.",
  "provider.trouble.email_missing":
    "Der Dienst hat keine E-Mail-Adresse von dir genannt, und ein Konto hier braucht eine. Frag den, der diesen Server betreibt.",
  "provider.trouble.email_taken":
    "Deine E-Mail-Adresse hat hier schon ein Konto. Melde dich damit an wie bisher, bestätige die Adresse und verknüpf das Konto in den Einstellungen.",
  "provider.trouble.linked":
    "Ein anderes Konto hier ist schon mit dir dort verknüpft, oder deines mit jemand anderem. Melde dich damit an, oder löse erst die Verknüpfung in den Einstellungen.",
  "provider.trouble.suspended":
    "Dein Konto hier ist gesperrt. Frag den, der diesen Server betreibt.",
  "provider.trouble.other":
    "Der Server hat es abgelehnt ({code}). Versuch es noch einmal, oder sag es dem, der diesen Server betreibt.",
  "provider.link": "Mit {provider} verknüpfen",
  "provider.link.about":
    "Du gehst jetzt zu {provider} und kommst hierher zurück. Ab dann meldet es dich an.",
  "provider.link.action": "Dorthin gehen",
  "provider.unlink": "Verknüpfung mit {provider} lösen",
  "provider.unlink.about": "Es meldet dich hier nicht mehr an.",
  "provider.unlink.action": "Lösen",
  "provider.unlinked": "{provider} meldet dich nicht mehr an.",
  "provider.only-way":
    "Es ist dein einziger Weg hinein. Füg erst einen Passkey hinzu oder setz ein Passwort.",
};
