export const reportMessage = {
  "report-message.title": "Report this message",
  "report-message.why": "What is wrong with it?",
  "report-message.reason.spam": "It is spam or a fraud",
  "report-message.reason.abuse": "It attacks or threatens somebody",
  "report-message.reason.privacy": "It tells what should stay private",
  "report-message.reason.other": "Something else",
  "report-message.note": "In your own words",
  "report-message.note.hint":
    "May be left empty. Those who look after this server read this message and who reports it; its author is not told.",
  "report-message.choose": "Choose what is wrong with it.",
  "report-message.send": "Report",
  "report-message.done": "Thank you. It was reported.",
} as const;
