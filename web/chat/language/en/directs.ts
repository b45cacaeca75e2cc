export const directs = {
  "directs.new.title": "New message",
  "directs.new.text": "To one person, or to a group of up to {count} with you.",
  "directs.new.search": "Name or user name",
  "directs.new.people": "People",
  "directs.new.nobody": "Nobody here is called “{name}”.",
  "directs.new.remove": "Remove {name}",
  "directs.new.keys-choose": "Enter chooses",
  "directs.new.keys-open": "Enter again opens the conversation",
  "directs.new.full": "That is everybody: {count} people at most, with you.",
  "directs.new.open": "Open",
  "directs.hide": "Hide",
  "directs.hidden": "Hidden until the next message",
} as const;
