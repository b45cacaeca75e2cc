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
} as const;
