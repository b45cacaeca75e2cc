/** What all nodes listen to. */
export const emojiSubject = "emoji";

/** The list of the server's emoji has this version now. */
export interface EmojiSignal {
  type: "emoji";
  version: number;
}
