export const deleteMessage = {
  "delete-message.title": "Delete this message?",
  "delete-message.text": "It goes for everybody, and cannot be brought back.",
} as const;
