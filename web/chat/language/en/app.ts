export const app = {
  "app.description": "Chat that keeps every message.",
  "app.loading": "Loading",
  "app.unreachable.title": "The server cannot be reached",
  "app.unreachable.text": "Check your connection. The page goes on by itself when it is back.",
  "app.outdated.title": "Roost was updated",
  "app.outdated.text":
    "This page is of an older version. Reload it to go on; drafts and unsent messages stay.",
  "app.account-of": "Account of {name}",
  "app.language": "Language",
  "app.language.unavailable":
    "This language could not be loaded. Check your connection and try again.",
} as const;
