export const leaving = {
  "leaving.title": "Sign out?",
  "leaving.nothing-stays": "Nothing of yours stays in this browser. Drafts are kept on the server.",
  "leaving.unsent": {
    one: "One message is not sent yet. Wait until it is, or it is lost: nothing of yours stays in this browser.",
    other:
      "{count} messages are not sent yet. Wait until they are, or they are lost: nothing of yours stays in this browser.",
  },
  "leaving.lose": {
    one: "Sign out and lose it",
    other: "Sign out and lose them",
  },
} as const;
