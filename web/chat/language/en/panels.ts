export const panels = {
  "panels.back": "Back to the messages",
  "panels.close": "Close the panel",
} as const;
