export const history = {
  "history.title": "What this message said",
  "history.written": "Written {when}",
  "history.edited": "Edited {when}",
  "history.now": "what it says now",
  "history.nobody-read": "Nobody else yet.",
} as const;
