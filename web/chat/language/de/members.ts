import type { members as English } from "../en/members.ts";
import type { Translation } from "../message.ts";

export const members: Translation<typeof English> = {
  "members.title": "Mitglieder",
  "members.you": "du",
  "members.owner": "Inhaber:in",
  "members.moderator": "Moderator:in",
  "members.invite": "Leute einladen",
  "members.more": "Mehr zu {name}",
};
