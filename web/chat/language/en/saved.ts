export const saved = {
  "saved.title": "Saved",
  "saved.add": "Save for later",
  "saved.remove": "Remove from saved",
  "saved.added": "Saved for later",
  "saved.removed": "Not saved any more",
  "saved.failed": "That could not be saved. {reason}",
  "saved.mark": "Saved",
} as const;
