import { ApiError } from "@roost/sdk";
import type { Requests } from "./device.ts";

const timeoutMs = 30_000;

/** Asks a node, with `fetch` alone. */
export function rawRequester(origin: string, token: string) {
  return async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const isFile = body instanceof Blob;
    const response = await fetch(origin + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { "content-type": isFile ? body.type : "application/json" }),
      },
      ...(body && { body: isFile ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const answer = text === "" ? undefined : JSON.parse(text);
    if (!response.ok) throw new ApiError(answer);
    return answer as Answer;
  };
}

/** The routes of docs/protocol.md. */
export function rawRequests(origin: string, token: string): Requests {
  const ask = rawRequester(origin, token);
  const room = (roomId: string) => `/api/rooms/${roomId}`;
  const message = (id: string) => `/api/messages/${id}`;
  const reaction = (id: string, emoji: string) =>
    `${message(id)}/reactions/${encodeURIComponent(emoji)}`;
  const emoji = "/api/emoji";
  return {
    editMessage: (id, body) => ask("PATCH", message(id), { body }),
    deleteMessage: (id) => ask("DELETE", message(id)),
    pin: (id) => ask("PUT", `${message(id)}/pin`),
    unpin: (id) => ask("DELETE", `${message(id)}/pin`),
    react: ({ id }, emoji) => ask("PUT", reaction(id, emoji)),
    unreact: ({ id }, emoji) => ask("DELETE", reaction(id, emoji)),
    emoji: (since) => ask("GET", since === undefined ? emoji : `${emoji}?since=${since}`),
    addEmoji: (name, image) => ask("PUT", `${emoji}/${name}`, image),
    deleteEmoji: (name) => ask("DELETE", `${emoji}/${name}`),
    setDraft: (roomId, draft) => ask("PUT", `${room(roomId)}/draft`, draft),
    schedule: (roomId, message) => ask("POST", `${room(roomId)}/scheduled`, message),
    save: (id) => ask("PUT", `${message(id)}/saved`),
    unsave: (id) => ask("DELETE", `${message(id)}/saved`),
    mute: (roomId) => ask("PUT", `${room(roomId)}/muted`),
    unmute: (roomId) => ask("DELETE", `${room(roomId)}/muted`),
    putInSection: (roomId, section) => ask("PUT", `${room(roomId)}/section`, { section }),
    takeOutOfSection: (roomId) => ask("DELETE", `${room(roomId)}/section`),
    block: (userId) => ask("PUT", `/api/me/blocks/${userId}`),
    unblock: (userId) => ask("DELETE", `/api/me/blocks/${userId}`),
    joinRoom: (roomId) => ask("POST", `${room(roomId)}/join`),
    leaveRoom: (roomId) => ask("POST", `${room(roomId)}/leave`),
    invite: (roomId, userIds) => ask("POST", `${room(roomId)}/members`, { userIds }),
    setRole: (roomId, userId, role) => ask("PATCH", `${room(roomId)}/members/${userId}`, { role }),
    removeMember: (roomId, userId) => ask("DELETE", `${room(roomId)}/members/${userId}`),
    updateRoom: (roomId, patch) => ask("PATCH", room(roomId), patch),
    deleteRoom: (roomId) => ask("DELETE", room(roomId)),
    openDirect: (userIds) => ask("POST", "/api/directs", { userIds }),
    hideDirect: (roomId, number) => ask("PUT", `${room(roomId)}/hidden`, { number }),
    markUnread: (roomId, number) => ask("POST", `${room(roomId)}/unread`, { number }),
    createRoom: (made) => ask("POST", "/api/rooms", made),
  };
}
