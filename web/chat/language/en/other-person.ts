export const otherPerson = {
  "other-person.title": "{name} has signed in with this browser",
  "other-person.go-on": "Go on as {name}",
  "other-person.sign-in": "Sign in as {name}",
  "other-person.text":
    "This page was {name}’s, and has stopped. Drafts and unsent messages stay in this browser until {name} signs in again.",
} as const;
