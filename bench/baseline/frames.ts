import { randomUUID } from "node:crypto";
import type { ChangesFrame, Posted, Snapshot, Welcome } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Post } from "@roost/protocol/up.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";

/**
 * What a server has to say so that the same load can be put on it. The frames are as long as those
 * of Roost: otherwise one would compare bytes.
 */
export interface BaselineRoom {
  id: string;
  name: string;
  lastNumber: number;
  memberCount: number;
}

const epoch = new Date(0).toISOString();

export function welcome(userId: string): Welcome {
  return {
    type: "welcome",
    protocol: PROTOCOL_VERSION,
    connectionId: randomUUID(),
    me: {
      id: userId,
      username: userId.slice(0, 8),
      displayName: userId.slice(0, 8),
      email: "",
      role: "member",
      permissions: [],
    },
    features: [],
    heartbeatIntervalMs: limits.heartbeatIntervalMs,
    heartbeatTimeoutMs: limits.heartbeatTimeoutMs,
  };
}

export function snapshot(rooms: readonly BaselineRoom[]): Snapshot {
  return {
    type: "snapshot",
    version: 0,
    rooms: rooms.map(({ id, name, lastNumber, memberCount }) => ({
      id,
      kind: "public",
      name,
      topic: "",
      version: lastNumber,
      lastNumber,
      memberCount,
      createdAt: epoch,
      bumpedAt: epoch,
      role: "member",
      readNumber: lastNumber,
      unread: 0,
      lastMessage: null,
    })),
    users: [],
  };
}

/** A stored message, for everybody else … */
export function changes(post: Post, authorId: string, number: number, at: Date): ChangesFrame {
  const { roomId, clientMessageId, body } = post;
  const message: Message = {
    id: `${roomId}.${number}`,
    roomId,
    number,
    version: number,
    authorId,
    clientMessageId,
    body,
    system: null,
    createdAt: at.toISOString(),
    editedAt: null,
    deletedAt: null,
  };
  const username = authorId.slice(0, 8);
  return {
    type: "changes",
    roomId,
    since: number - 1,
    version: number,
    messages: [message],
    users: [{ id: authorId, username, displayName: username }],
  };
}

/** … and for who sent it. */
export function posted(post: Post, number: number, at: Date): Posted {
  const { ref, roomId, clientMessageId } = post;
  return {
    type: "posted",
    ...(ref !== undefined && { ref }),
    roomId,
    clientMessageId,
    number,
    version: number,
    createdAt: at.toISOString(),
  };
}
