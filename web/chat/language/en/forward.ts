export const forward = {
  "forward.title": "Forward message",
  "forward.search": "Room or person",
  "forward.targets": "Where to",
  "forward.nothing": "Nothing here is called “{query}”.",
  "forward.to": "To {name}",
  "forward.change": "Change",
  "forward.comment": "Add a comment",
  "forward.send": "Forward",
  "forward.done": "Forwarded to {name}",
} as const;
