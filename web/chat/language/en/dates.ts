export const dates = {
  "dates.title": "Jump to a date",
  "dates.day": "Day",
  "dates.choose": "Choose a day.",
  "dates.jump": "Jump",
} as const;
