export const drafts = {
  "drafts.title": "Drafts",
  "drafts.about": "What you have written and not sent yet, on any of your devices.",
  "drafts.none": "No drafts",
  "drafts.none.text": "What you begin to write in a room stays here until you send it.",
  "drafts.discarded": "Discarded the draft",
  "drafts.discard": "Discard the draft in {room}",
} as const;
