export const deleteMessage = {
  "delete-message.title": "Delete this message?",
  "delete-message.text": "It goes for everybody, and you cannot bring it back.",
} as const;
