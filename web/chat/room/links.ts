import type { Message } from "@roost/protocol/message.ts";

/** The address of a room inside of the client. */
export const roomPath = (roomId: string) => `/rooms/${roomId}`;

/** What is sent to a friend. */
export const roomLink = (roomId: string) => new URL(roomPath(roomId), location.origin).href;

export const messageLink = (message: Message) => `${roomLink(message.roomId)}/${message.number}`;
