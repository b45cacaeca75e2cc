import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getMessage, listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { answerPersonChanges, newerPersons } from "../persons/changes.ts";
import { markRead } from "../reads/mark.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { RoomKeys, recordStatements, type Statement } from "../testing/room-keys.ts";
import { answerChanges, changesSince, newerVersions } from "./changes.ts";
import { inviteMembers } from "./invite.ts";
import { joinRoom } from "./join.ts";
import { leaveRoom } from "./leave.ts";
import { listMembers } from "./members.ts";
import { findMemberships, listMemberships } from "./memberships.ts";
import { myChangesSince } from "./my-changes.ts";
import { getMyRoom, listMyRooms } from "./reader.ts";
import { removeMember } from "./remove.ts";
import { loadStandings } from "./standing.ts";
import { loadRoomStates } from "./state.ts";
import { updateRoom } from "./update.ts";

let domain: TestDomain;
let keys: RoomKeys;
let record: ReturnType<typeof recordStatements>;
let ann: string;
let ben: string;
let cat: string;
/** Two rooms, so that lists of rooms are lists. */
let rooms: [string, string];
let messageId: string;

beforeAll(async () => {
  domain = await createTestDomain();
  record = recordStatements(domain.ctx.database);
  keys = new RoomKeys(domain.ctx.database.pool.options.connectionString ?? "");
  await keys.open();
  [ann, ben, cat] = [await domain.addUser(), await domain.addUser(), await domain.addUser()];
  rooms = [await domain.addRoom(ann, [ben], "public"), await domain.addRoom(ann, [], "public")];
  messageId = (await domain.post(rooms[0], ann)).message.id;
});
afterAll(async () => {
  await keys.close();
  await domain.close();
});

const clientMessageId = randomUUID();
const postOnce = () =>
  domain.ctx.posts.post({ roomId: rooms[0], author: by(ann), clientMessageId, body: "once" });

/** What happens all the time, in an order in which each of them has something to do. */
const hotPath: Record<string, () => Promise<unknown>> = {
  "posts into several rooms": () => Promise.all(rooms.map((roomId) => domain.post(roomId, ann))),
  "a post": postOnce,
  "a repeated post": postOnce,
  "an edit": () => editMessage(domain.ctx, by(ann), messageId, "edited"),
  "several changes of a room, of which one fails": () =>
    Promise.allSettled([
      editMessage(domain.ctx, by(ann), messageId, "edited again"),
      editMessage(domain.ctx, by(cat), messageId, "not mine"),
      updateRoom(domain.ctx, by(ann), rooms[0], { topic: "several" }),
    ]),
  "a deletion": () => deleteMessage(domain.ctx, by(ann), messageId),
  "a read mark": () => markRead(domain.ctx, by(ben), rooms[0], 3),
  "changes since a version": () => changesSince(domain.ctx, by(ann), rooms[0], 1),
  "changes since versions, of many": () =>
    answerChanges(domain.ctx, [
      { roomId: rooms[0], since: 0 },
      { roomId: rooms[1], since: 0, userId: ann },
    ]),
  "the comparison of versions": () =>
    newerVersions(domain.ctx, new Map(rooms.map((roomId) => [roomId, 0]))),
  "a page of messages": () => listMessages(domain.ctx, by(ann), rooms[0], { limit: 2 }),
  "an older page of messages": () => listMessages(domain.ctx, by(ann), rooms[0], { before: 3 }),
  "a message": () => getMessage(domain.ctx, by(ann), messageId),
  "what changed of people's own": () =>
    answerPersonChanges(domain.ctx.database.db, [
      { userId: ann, since: 0 },
      { userId: ben, since: 1 },
    ]),
  "what changed of my own": () => myChangesSince(domain.ctx, by(ann), 0),
  "the comparison of people's versions": () =>
    newerPersons(domain.ctx, new Map([ann, ben].map((userId) => [userId, 0]))),
  "the states of rooms": () => loadRoomStates(domain.ctx.database.db, rooms),
  "memberships in rooms": () =>
    findMemberships(
      domain.ctx.database.db,
      rooms.map((roomId) => ({ roomId, userId: ann })),
    ),
  "a room of mine": () => getMyRoom(domain.ctx, ann, rooms[0]),
  "a page of members": () => listMembers(domain.ctx, by(ann), rooms[0], {}),
  "a join": () => joinRoom(domain.ctx, by(cat), rooms[0]),
  "a leave": () => leaveRoom(domain.ctx, by(cat), rooms[0]),
  "an invitation": () => inviteMembers(domain.ctx, by(ann), rooms[0], [cat]),
  "a removal": () => removeMember(domain.ctx, by(ann), rooms[0], cat),
  "a new name": () => updateRoom(domain.ctx, by(ann), rooms[0], { name: "new" }),
};

/** What asks for the rooms of people, and so cannot name them. */
const byPerson: Record<string, () => Promise<unknown>> = {
  "the rooms of a person": () => listMemberships(domain.ctx.database.db, ann),
  "all that is theirs": () =>
    loadStandings(domain.ctx.database.db, [
      { userId: ann, since: 0 },
      { userId: ben, since: 1 },
    ]),
  "my rooms": () => listMyRooms(domain.ctx, by(ann)),
};

describe("a statement carries the ids of its rooms and people:", () => {
  test.each(Object.keys(hotPath))("%s", async (name) => {
    const statements = await record(() => hotPath[name]?.());
    const touched = new Set<string>();
    for (const statement of statements) {
      for (const table of await keys.tables(statement)) touched.add(table);
      expect(await keys.unkeyed(statement), statement.text).toEqual([]);
    }
    expect(touched.size).toBeGreaterThan(0);
  });
});

describe("one statement, and no more, goes by the person:", () => {
  test.each(Object.keys(byPerson))("%s", async (name) => {
    const statements = await record(() => byPerson[name]?.());
    const found: string[][] = [];
    for (const statement of statements) {
      const tables = await keys.unkeyed(statement);
      if (tables.length > 0) found.push(tables);
    }
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("members");
    expect(found[0]).not.toContain("messages");
  });
});

describe("the check finds", () => {
  const roomId = randomUUID();
  const failing: [string, Statement, string[]][] = [
    ["no key", { text: "SELECT * FROM messages WHERE number = $1", values: [1] }, ["messages"]],
    [
      "another key",
      { text: "UPDATE members SET role = 'owner' WHERE user_id = $1", values: [roomId] },
      ["members"],
    ],
    [
      "a key that holds in one case only",
      { text: "SELECT * FROM rooms WHERE id = $1 OR name = $2", values: [roomId, "x"] },
      ["rooms"],
    ],
    [
      "a key of one table of two",
      {
        text: `SELECT * FROM rooms r JOIN members m ON m.version = r.version WHERE r.id = $1`,
        values: [roomId],
      },
      ["members"],
    ],
    [
      "a key of neither table, though one leads to the other",
      {
        text: `SELECT * FROM rooms r JOIN members m ON m.room_id = r.id WHERE m.user_id = $1`,
        values: [roomId],
      },
      ["rooms", "members"],
    ],
    [
      "a key of the table that need not be there",
      {
        text: `SELECT * FROM rooms r LEFT JOIN members m ON m.room_id = r.id AND m.room_id = $1`,
        values: [roomId],
      },
      ["rooms"],
    ],
    [
      "a key missing in a part",
      {
        text: `WITH mine AS MATERIALIZED (SELECT room_id FROM members WHERE user_id = $1)
          SELECT * FROM messages JOIN mine USING (room_id)`,
        values: [roomId],
      },
      ["members"],
    ],
  ];

  test.each(failing)("%s", async (_, statement, tables) => {
    expect(new Set(await keys.unkeyed(statement))).toEqual(new Set(tables));
  });

  test("nothing where the key of one table leads to the other", async () => {
    const text = `SELECT * FROM rooms r JOIN members m ON m.room_id = r.id WHERE r.id = $1`;
    const statement = { text, values: [roomId] };
    expect(await keys.tables(statement)).toHaveLength(2);
    expect(await keys.unkeyed(statement)).toEqual([]);
  });
});
