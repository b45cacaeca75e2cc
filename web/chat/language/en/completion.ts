export const completion = {
  "completion.people": "People",
  "completion.everybody": "Everybody in this room",
  "completion.here": "Those who are here now",
  "completion.not-in-room": "invite",
} as const;
