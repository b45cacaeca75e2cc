import type { Message } from "@roost/protocol/message.ts";
import type { RoomView } from "@roost/sdk";
import type { Text } from "../language/text.tsx";

/** The address of a room inside of the client. */
export const roomPath = (roomId: string) => `/rooms/${roomId}`;

/** The address of a message inside of the client. */
export const messagePath = (roomId: string, number: number) => `${roomPath(roomId)}/${number}`;

/** The address of a thread, and of a message in it. */
export const threadPath = (roomId: string, root: number, number?: number) =>
  `${roomPath(roomId)}?panel=thread.${root}${number === undefined ? "" : `.${number}`}`;

/** What is sent to a friend. */
export const roomLink = (roomId: string) => new URL(roomPath(roomId), location.origin).href;

/** Said when a room's link was copied: that of a private room is no way in. */
export const copiedLinkText = (room: RoomView, t: Text) =>
  t(room.kind === "public" ? "room.copied-link" : "room.copied-private-link");

/** Whether links to this page lead nowhere on another computer. */
export const linksStayHere = () =>
  /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);

export const messageLink = ({ roomId, number }: Message) =>
  new URL(messagePath(roomId, number), location.origin).href;
