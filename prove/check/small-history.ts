import type { SystemEvent } from "@roost/protocol/message.ts";
import { digestOf } from "../digest.ts";
import type { DeviceEvent, History, MessageRow, ReplicaRoom, RowNote } from "../history.ts";

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

export function event(number: number, version: number, system: SystemEvent): MessageRow {
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
    isArchived: false,
    announcement: false,
    slowSeconds: 0,
    isBlocked: false,
    role: userId === "ann" ? "owner" : "member",
    lastNumber: 5,
    memberCount: 2,
    readNumber,
    unread: userId === "ann" ? 0 : 1,
    isHidden: false,
    pending: 0,
    mentions: 0,
    last: noteOf(rows[4] as MessageRow),
    reactions: {},
    threads: {},
    quotes: {},
    window: { from: 1, rows: rows.map(noteOf), isMain: false },
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
    acknowledgements: [{ number, version, repeated: false, at: version }],
  };
}

const places = [
  { userId: "ann", version: 1, readNumber: 0, setAt: 0, hasLeft: false },
  { userId: "ben", version: 2, readNumber: 2, setAt: 0, hasLeft: false },
  { userId: "cid", version: 2, readNumber: 4, setAt: 4, hasLeft: true },
].map((row) => ({ ...row, roomId: room, hiddenAt: null }));

/** A device is told of its person's place. */
export function placed(userId: string, version: number, readNumber: number, hasLeft = false) {
  const { setAt = 0 } = places.find((row) => row.userId === userId) ?? {};
  const row = { roomId: room, version, readNumber, setAt, hiddenAt: null, hasLeft };
  return [
    { type: "mine", connection: 1, since: version - 1, version, isWhole: false },
    { type: "place", connection: 1, ...row },
  ] satisfies DeviceEvent[];
}

/** A device is told all that is its person's. */
function begun(version: number): DeviceEvent {
  return { type: "mine", connection: 1, since: 0, version, isWhole: true };
}

export const blank = { roomId: room, since: 0, version: 0, number: 0, rows: [] };

/**
 * A small history in which nothing is wrong. Ann, with the device `a`, and Ben, with `b`, are in the
 * room from the beginning. Ann says two things; Cid joins, is told what Ann says then, and is taken
 * out by her.
 */
export function smallHistory(): History {
  const whole = [begun(1), shown("snapshot", 1, 0), entered(0), ...rows.flatMap(told)];
  const member = { roomId: room, version: 1, hasLeft: false };
  return structuredClone({
    posts: [posted(1, 2, "one"), posted(2, 3, "two"), posted(4, 5, "three")],
    rewrites: [],
    reactions: [],
    opens: [],
    owns: [],
    schedules: [],
    unreads: [],
    deletions: [],
    emoji: [],
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
        own: {},
        emoji: {},
        unanswered: 0,
      },
      {
        device: "b",
        userId: "ben",
        events: [...whole, ...placed("ben", 2, 2)],
        replica: [replicaOf("ben")],
        own: {},
        emoji: {},
        unanswered: 0,
      },
      {
        device: "c",
        userId: "cid",
        events: [
          ...placed("cid", 1, 3),
          shown("joined", 4, 3),
          entered(3),
          ...told(rows[3] as MessageRow),
          ...placed("cid", 2, 4, true),
          { type: "gone", roomId: room } as const,
        ],
        replica: [],
        own: {},
        emoji: {},
        unanswered: 0,
      },
    ],
    founders: { [room]: ["ann", "ben"] },
    database: {
      rooms: [
        {
          id: room,
          name: "Room",
          topic: "",
          isArchived: false,
          isDeleted: false,
          announcement: false,
          slowSeconds: 0,
          isBlocked: false,
          blockedBy: null,
          userIds: null,
          version: 6,
          lastNumber: 5,
          memberCount: 2,
        },
      ],
      members: [
        { ...member, userId: "ann", role: "owner", readNumber: 5 },
        { ...member, userId: "ben", role: "member", readNumber: 2 },
        { ...member, userId: "cid", role: "member", readNumber: 4, version: 6, hasLeft: true },
      ],
      persons: { ann: 1, ben: 2, cid: 2 },
      places,
      own: [],
      messages: rows,
      edits: [],
      reactions: [],
      threads: [],
      emoji: [],
    },
  } satisfies History);
}
