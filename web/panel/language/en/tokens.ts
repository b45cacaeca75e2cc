export const tokens = {
  "panel.tokens.title": "API tokens",
  "panel.tokens.about":
    "What programs come with in the name of people. Those of bots are with their bots.",
  "panel.tokens.search": "Name of a token or a person",
  "panel.tokens.none": "Nobody has made a token yet",
  "panel.tokens.failed": "The tokens cannot be shown now",
  "panel.tokens.person": "Whose",
  "panel.tokens.person.any": "Of anybody",
  "panel.tokens.state.any": "Any state",
  "panel.tokens.state.working": "Working",
  "panel.tokens.state.expired": "Expired",
  "panel.tokens.column.token": "Token",
  "panel.tokens.column.ends": "Ends",
  "panel.tokens.never-ends": "Never",
  "panel.tokens.unused": "Not used yet",
  "panel.tokens.sort.newest": "Newest first",
  "panel.tokens.sort.oldest": "Oldest first",
  "panel.tokens.select": "Select {name} of {person}",
  "panel.tokens.revoke": "Revoke",
  "panel.tokens.revoke.name": "Revoke {name} of {person}",
  "panel.tokens.revoke.title": {
    one: "Revoke this token?",
    other: "Revoke {count} tokens?",
  },
  "panel.tokens.revoke.text":
    "Whatever uses it is cut off at once. This cannot be undone. Whoever it is of is told by mail, where this server sends mails.",
  "panel.tokens.revoke.done": {
    one: "The token is revoked",
    other: "{count} tokens are revoked",
  },
  "panel.tokens.results.failed": {
    one: "One token is not revoked",
    other: "{count} tokens are not revoked",
  },
  "panel.tokens.results.done": {
    one: "The other one is.",
    other: "The other {count} are.",
  },
  "panel.tokens.of": "{name} of {person}",
  "panel.tokens.many": "What to do with them",
} as const;
