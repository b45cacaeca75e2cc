export const presence = {
  "presence.online": "Online",
  "presence.away": "Away",
  "presence.last-seen": "Last seen {when}",
  "presence.quiet": "Do not disturb",
  "presence.quiet-until": "Do not disturb until {when}",
} as const;
