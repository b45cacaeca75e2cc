export const blocks = {
  "blocks.messages": {
    one: "Message from somebody you blocked",
    other: "{count} messages from people you blocked",
  },
  "blocks.preview": "From somebody you blocked",
  "blocks.show": "Show",
  "blocks.hide": "Hide",
} as const;
