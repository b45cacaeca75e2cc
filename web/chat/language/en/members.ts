export const members = {
  "members.title": "Members",
  "members.you": "you",
  "members.owner": "Owner",
  "members.moderator": "Moderator",
  "members.invite": "Invite people",
  "members.more": "More about {name}",
} as const;
