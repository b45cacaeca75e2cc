/** The id of a message is its place: no table has to be asked for the room. */
export function messageId(roomId: string, number: number): string {
  return `${roomId}.${number}`;
}

/** Takes a message id apart. It must have passed the `MessageId` schema. */
export function parseMessageId(id: string): { roomId: string; number: number } {
  const dot = id.lastIndexOf(".");
  return { roomId: id.slice(0, dot), number: Number(id.slice(dot + 1)) };
}
