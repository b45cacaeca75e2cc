export const roomChoice = {
  "panel.room-choice.search": "Search for a room",
  "panel.room-choice.found": "Rooms",
  "panel.room-choice.remove": "Without {name}",
  "panel.room-choice.full": "No more than {max}.",
} as const;
