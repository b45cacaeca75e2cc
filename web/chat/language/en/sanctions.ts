export const sanctions = {
  "sanctions.warning.title": "A warning from the moderators",
  "sanctions.warning.text": "Written {when}. They see that you have read it.",
  "sanctions.warning.read": "I have read this",
  "sanctions.muted": "You are muted: you may read, and not write.",
  "sanctions.muted.until": "You are muted until {when}: you may read, and not write.",
  "sanctions.muted.reason": "Reason: {reason}",
} as const;
