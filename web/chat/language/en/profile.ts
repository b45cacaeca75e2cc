export const profile = {
  "profile.deleted":
    "This account was deleted. What they wrote may still be here; nobody reads what is written to them.",
  "profile.deleted-bot":
    "This bot was deleted. What it wrote may still be here; it hears nothing any more.",
  "profile.me": "This is you",
  "profile.mixed":
    "This name mixes letters that look alike: {scripts}. It may not be who you think it is.",
  "profile.role": "On this server",
  "profile.role.owner": "Owner of the server",
  "profile.role.admin": "Administrator",
  "profile.role.moderator": "Moderator",
  "profile.role.guest": "Guest",
  "profile.since": "Here since",
  "profile.time": "Time there",
  "profile.time.value": "{time} ({zone})",
  "profile.message": "Message",
  "profile.notes": "Open my notes",
} as const;
