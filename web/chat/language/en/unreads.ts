export const unreads = {
  "unreads.title": "Unreads",
  "unreads.about": "What you have not read yet, room by room.",
  "unreads.all-read": "Mark all as read",
  "unreads.none": "All read",
  "unreads.none.text": "What is new in your rooms will stand here.",
  "unreads.count": { one: "{count} new", other: "{count} new" },
  "unreads.mark-read": "Mark {room} as read",
  "unreads.loading": "Loading the messages",
  "unreads.more": "Show more",
} as const;
