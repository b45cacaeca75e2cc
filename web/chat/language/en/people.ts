export const people = {
  "people.title": "People",
  "people.search": "Search people by name",
  "people.nobody": "Nobody here is called “{name}”.",
  "people.block": "Block",
  "people.block.title": "Block {name}?",
  "people.block.text":
    "You two can no longer write to each other directly, and what they write elsewhere is folded for you. They see that they cannot write to you. You can end this at any time.",
  "people.block.done": "You have blocked {name}",
  "people.unblock": "Unblock",
  "people.unblock.one": "Unblock {name}",
  "people.unblocked": "Not blocked any more",
  "people.blocked": "You have blocked {name}.",
  "people.blocks-me": "{name} takes no messages from you.",
  "people.blocks.title": "Blocked people",
  "people.blocks.text":
    "What they write is folded, and you two cannot write to each other directly.",
  "people.blocks.none": "You have blocked nobody.",
  "people.profile": "Profile",
} as const;
