export const views = {
  "views.saved.about": "Messages that you keep for later. Nobody else sees which.",
  "views.saved.none": "Nothing saved",
  "views.saved.none.text": "Save a message from its menu, or press S on it, to find it here later.",
  "views.saved.load-failed": "Your saved messages could not be loaded",
  "views.saved.loading": "Loading your saved messages",
} as const;
