export const myData = {
  "my-data.ask": "Put my data together?",
  "my-data.ask.about":
    "That may take some minutes. Then you can download an archive of files in JSON here, for some days.",
  "my-data.ask.action": "Put together",
  "my-data.download": "Download my data",
  "my-data.download.about":
    "In the archive is all that you wrote here, in private rooms and directs, too. Keep it where only you can read it.",
  "my-data.download.action": "Download",
  "my-data.downloading": "The download has begun",
  "my-data.delete": "Delete your account?",
  "my-data.delete.about": {
    one: "You are signed out everywhere. Tomorrow the account is gone for good, unless you sign in before that.",
    other:
      "You are signed out everywhere. In {count} days the account is gone for good, unless you sign in before that.",
  },
  "my-data.delete.anonymise": "What you wrote stays where it is, as that of a deleted account.",
  "my-data.delete.remove": "All that you wrote is deleted, too.",
  "my-data.delete.owner": "The server is yours: hand it on to somebody else first.",
  "my-data.delete.action": "Delete my account",
  "my-data.deleted": "Your account is deleted on {when}. Sign in before that to keep it.",
} as const;
