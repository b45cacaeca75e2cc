import type { Message } from "@roost/protocol/message.ts";
import type { RoomView } from "@roost/sdk";

/** The address of a room inside of the client. */
export const roomPath = (roomId: string) => `/rooms/${roomId}`;

/** What is sent to a friend. */
export const roomLink = (roomId: string) => new URL(roomPath(roomId), location.origin).href;

/** Said when a room's link was copied: that of a private room is no way in. */
export const copiedLinkText = (room: RoomView) =>
  room.kind === "private"
    ? "Copied the link. It works for people who are in the room."
    : "Copied the link to this room";

/** Whether links to this page lead nowhere on another computer. */
export const linksStayHere = () =>
  /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);

export const messageLink = (message: Message) => `${roomLink(message.roomId)}/${message.number}`;
