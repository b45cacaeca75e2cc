import { ApiError } from "@roost/sdk";
import type { Requests } from "./device.ts";

const timeoutMs = 30_000;

/** The routes of docs/protocol.md, with `fetch` alone. */
export function rawRequests(origin: string, token: string): Requests {
  async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(origin + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const answer = text === "" ? undefined : JSON.parse(text);
    if (!response.ok) throw new ApiError(answer);
    return answer as Answer;
  }
  const room = (roomId: string) => `/api/rooms/${roomId}`;
  const message = (id: string) => `/api/messages/${id}`;
  return {
    editMessage: (id, body) => ask("PATCH", message(id), { body }),
    deleteMessage: (id) => ask("DELETE", message(id)),
    joinRoom: (roomId) => ask("POST", `${room(roomId)}/join`),
    leaveRoom: (roomId) => ask("POST", `${room(roomId)}/leave`),
    invite: (roomId, userIds) => ask("POST", `${room(roomId)}/members`, { userIds }),
    removeMember: (roomId, userId) => ask("DELETE", `${room(roomId)}/members/${userId}`),
    updateRoom: (roomId, patch) => ask("PATCH", room(roomId), patch),
    createRoom: (made) => ask("POST", "/api/rooms", made),
  };
}
