export const sendLater = {
  "send-later.title": "Send later",
  "send-later.today": "This afternoon",
  "send-later.tomorrow": "Tomorrow morning",
  "send-later.monday": "Monday morning",
  "send-later.choose": "Choose a time…",
  "send-later.when": "Day and time",
  "send-later.is-over": "Choose a time that is to come.",
  "send-later.schedule": "Send then",
} as const;
