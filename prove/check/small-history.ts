import type { SystemEvent } from "@roost/protocol/message.ts";
import {
  type DeviceEvent,
  digestOf,
  type History,
  type MessageRow,
  type ReplicaRoom,
  type RowNote,
} from "../history.ts";

export const room = "r";
const nobody = { edited: false, deleted: false, system: null };

export function message(
  number: number,
  version: number,
  body: string,
  authorId = "ann",
): MessageRow {
  return { roomId: room, number, version, authorId, clientMessageId: body, body, ...nobody };
}

function event(number: number, version: number, system: SystemEvent): MessageRow {
  const by = { authorId: null, clientMessageId: null, body: "" };
  return { roomId: room, number, version, ...by, system, edited: false, deleted: false };
}

const rows = [
  message(1, 2, "one"),
  message(2, 3, "two"),
  event(3, 4, { event: "joined", userId: "cid" }),
  message(4, 5, "three"),
  event(5, 6, { event: "removed", userId: "cid", byId: "ann" }),
];

function noteOf(row: MessageRow): RowNote {
  return [row.number, row.version, digestOf(row)];
}

export function told(row: MessageRow): DeviceEvent[] {
  const { number, version, clientMessageId } = row;
  const base = { roomId: room, connection: 1, number: 0 };
  const span = { since: version - 1, version, rows: [noteOf(row)] };
  return [
    { type: "frame", kind: "changes", ...base, ...span },
    { type: "applied", roomId: room, from: version - 1, since: version - 1, to: version },
    { type: "told", roomId: room, number, clientMessageId },
  ];
}

export function shown(
  kind: "snapshot" | "joined" | "reset",
  version: number,
  number: number,
): DeviceEvent {
  return { type: "frame", connection: 1, roomId: room, since: 0, rows: [], kind, version, number };
}

export function entered(lastNumber: number): DeviceEvent {
  return { type: "entered", roomId: room, lastNumber };
}

export function replicaOf(userId: "ann" | "ben"): ReplicaRoom {
  const readNumber = userId === "ann" ? 5 : 2;
  return {
    roomId: room,
    version: 6,
    name: "Room",
    topic: "",
    role: userId === "ann" ? "owner" : "member",
    lastNumber: 5,
    memberCount: 2,
    readNumber,
    unread: 5 - readNumber,
    last: noteOf(rows[4] as MessageRow),
    window: { from: 1, rows: rows.map(noteOf) },
    members: { ann: "owner", ben: "member" },
  };
}

export function posted(number: number, version: number, clientMessageId: string) {
  return {
    clientMessageId,
    roomId: room,
    authorId: "ann",
    device: "a",
    isOrdered: true,
    body: clientMessageId,
    transmissions: 1,
    refusals: 0,
    acknowledgements: [{ number, version, repeated: false }],
  };
}

export const blank = { roomId: room, since: 0, version: 0, number: 0, rows: [] };

/**
 * A small history in which nothing is wrong. Ann, with the device `a`, and Ben, with `b`, are in the
 * room from the beginning. Ann says two things; Cid joins, is told what Ann says then, and is taken
 * out by her.
 */
export function smallHistory(): History {
  const whole = [shown("snapshot", 1, 0), entered(0), ...rows.flatMap(told)];
  const member = { roomId: room, version: 1, hasLeft: false };
  return structuredClone({
    posts: [posted(1, 2, "one"), posted(2, 3, "two"), posted(4, 5, "three")],
    rewrites: [],
    moves: [
      { kind: "join", roomId: room, userId: "cid", outcome: "acknowledged" },
      { kind: "remove", roomId: room, userId: "cid", outcome: "unknown" },
    ],
    devices: [
      {
        device: "a",
        userId: "ann",
        events: whole,
        replica: [replicaOf("ann")],
        unanswered: 0,
      },
      {
        device: "b",
        userId: "ben",
        events: [
          ...whole,
          { type: "frame", kind: "read", connection: 1, ...blank, number: 2 } as const,
        ],
        replica: [replicaOf("ben")],
        unanswered: 0,
      },
      {
        device: "c",
        userId: "cid",
        events: [
          shown("joined", 4, 3),
          entered(3),
          ...told(rows[3] as MessageRow),
          { type: "frame", kind: "left", connection: 1, ...blank } as const,
          { type: "gone", roomId: room } as const,
        ],
        replica: [],
        unanswered: 0,
      },
    ],
    founders: { [room]: ["ann", "ben"] },
    database: {
      rooms: [{ id: room, name: "Room", topic: "", version: 6, lastNumber: 5, memberCount: 2 }],
      members: [
        { ...member, userId: "ann", role: "owner", readNumber: 5 },
        { ...member, userId: "ben", role: "member", readNumber: 2 },
        { ...member, userId: "cid", role: "member", readNumber: 4, version: 6, hasLeft: true },
      ],
      messages: rows,
    },
  } satisfies History);
}
