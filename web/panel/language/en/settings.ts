export const settings = {
  "panel.settings.title": "Settings",
  "panel.settings.about": "How this server is run. What you change holds at once, for everybody.",
  "panel.settings.failed": "The settings cannot be shown now",
  "panel.settings.save": "Save",
  "panel.settings.saved": "Saved",
  "panel.settings.to-default": "Back to the default",
  "panel.settings.source.default": "This is the default.",
  "panel.settings.source.store": "It was changed here.",
  "panel.settings.source.environment":
    "The environment of the server says it, as {variable}. Change it there.",
  "panel.settings.name": "Name",
  "panel.settings.name.about": "It stands in mails, in invitations and on the page to sign in.",
  "panel.settings.name.label": "Name of the server",
  "panel.settings.name.empty": "Give it a name.",
  "panel.settings.registration": "Registration",
  "panel.settings.registration.about":
    "Who may make an account. Who is invited by a link may, unless nobody may.",
  "panel.settings.messages": "Messages",
  "panel.settings.messages.about":
    "What becomes of what is deleted, and of the trace of who reads private rooms.",
  "panel.settings.messages.days": "Days for which what was deleted can come back",
  "panel.settings.messages.days.hint":
    "Until then those who look after the messages see what it said, also where its author deleted it. 0 keeps nothing.",
  "panel.settings.messages.days.wrong": "A whole number from 0 to {max}.",
  "panel.settings.messages.tells": "Private rooms tell who opened them",
  "panel.settings.messages.tells.about":
    "A line in the room says so to its members. The audit log has it anyway.",
  "panel.settings.rooms": "Rooms of everybody",
  "panel.settings.rooms.about": "Whoever signs up is taken into these rooms, beside the first one.",
  "panel.settings.rooms.label": "Rooms",
  "panel.settings.rooms.hint": "Those who are here already are not taken into them.",
  "panel.settings.rooms.hidden": {
    one: "One more is a private room that you are not in.",
    other: "{count} more are private rooms that you are not in.",
  },
} as const;
