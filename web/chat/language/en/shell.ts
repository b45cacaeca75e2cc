export const shell = {
  "shell.offline": "Reconnecting…",
  "shell.offline.more": "What you write is kept and sent afterwards.",
  "shell.database":
    "The server cannot store messages right now. What you write is kept here and sent as soon as it can.",
  "shell.bus": "Messages from others may take a second longer.",
  "shell.try-now": "Try now",
  "shell.no-address": "There is nothing at this address",
  "shell.to-my-rooms": "To my rooms",
  "shell.updated": "Roost was updated.",
  "shell.later": "Later",
  "shell.loading": "Loading",
} as const;
