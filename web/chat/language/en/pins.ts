export const pins = {
  "pins.title": "Pinned messages",
  "pins.count": { one: "One pinned message", other: "{count} pinned messages" },
  "pins.none": "Nothing pinned",
  "pins.none.text":
    "What everybody in this room should find again is pinned from the menu of its message.",
  "pins.load-failed": "The pinned messages could not be loaded",
  "pins.loading": "Loading the pinned messages",
  "pins.jump": "Jump to it",
  "pins.jump-to": "Jump to the message of {name}",
  "pins.unpin": "Unpin the message of {name}",
} as const;
