import type { membership as English } from "../en/membership.ts";
import type { Translation } from "../message.ts";

export const membership: Translation<typeof English> = {
  "membership.remove": "Entfernen",
  "membership.make-owner": "Zur Inhaber:in machen",
  "membership.make-moderator": "Zur Moderator:in machen",
  "membership.make-member": "Zum Mitglied machen",
  "membership.make-owner.title": "{name} zur Inhaber:in machen?",
  "membership.make-owner.text":
    "Inhaber:innen von {room} können alles, was du kannst: den Raum umbenennen, Leute entfernen und Rollen vergeben, auch deine.",
  "membership.step-down": "Abgeben",
  "membership.step-down-moderator": "Moderator:in werden",
  "membership.step-down-member": "Mitglied werden",
  "membership.step-down.title": "Rolle abgeben?",
  "membership.step-down.text":
    "{room} gehört dir dann nicht mehr. Nur andere Inhaber:innen können dir die Rolle wiedergeben.",
  "membership.remove.title": "{name} entfernen?",
  "membership.remove.text":
    "Diese Person erhält ab sofort keine Nachrichten aus {room} mehr. Was sie geschrieben hat, bleibt.",
  "membership.remove.public": "Der Raum ist öffentlich, sie kann also wieder beitreten.",
  "membership.this-person": "Diese Person",
  "membership.this-room": "diesem Raum",
};
