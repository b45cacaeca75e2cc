import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer } from "../http/testing.ts";
import { getMessage, listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { markRead } from "../reads/mark.ts";
import { answerChanges } from "../rooms/changes.ts";
import { createRoom } from "../rooms/create.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { joinRoom } from "../rooms/join.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { listMembers } from "../rooms/members.ts";
import { findRooms, getMyRoom, getRoom, listMyRooms } from "../rooms/reader.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { createTestGateway, type TestGateway } from "../testing/gateway.ts";
import type { Db } from "./database.ts";

let server: TestGateway;
beforeAll(async () => {
  server = await createTestGateway();
});
afterAll(() => server.close());

/** What a later version of Roost may do while nodes of this one are running. */
async function addColumns(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition`.execute(db);
  expect(rows.length).toBeGreaterThan(8);
  for (const { name } of rows) {
    await sql`ALTER TABLE ${sql.table(name)} ADD COLUMN later text NOT NULL DEFAULT 'later'`.execute(
      db,
    );
  }
}

/** Everything that people do, on connections and with prepared statements from before too. */
async function live(ann: string, ben: string): Promise<void> {
  const { ctx } = server;
  const { id: roomId } = await createRoom(ctx, by(ann), { name: "room", kind: "public" });
  await joinRoom(ctx, by(ben), roomId);
  const first = await server.enter(ben);
  const { message } = await server.post(roomId, ben, "hello");
  const again = { roomId, author: by(ben), clientMessageId: message.clientMessageId as string };
  expect(await ctx.posts.post({ ...again, body: "other" })).toEqual({ message, repeated: true });
  expect(await first.next("changes")).toMatchObject({ messages: [message] });
  const edited = await editMessage(ctx, by(ben), message.id, "edited");
  expect(await getMessage(ctx, by(ann), message.id)).toEqual(edited);
  expect(Object.keys(edited)).toEqual(Object.keys(message));
  await deleteMessage(ctx, by(ann), message.id);
  await updateRoom(ctx, by(ann), roomId, { name: "renamed" });
  await leaveRoom(ctx, by(ben), roomId);
  await inviteMembers(ctx, by(ann), roomId, [ben]);
  await markRead(ctx, by(ben), roomId, 2);
  expect((await listMessages(ctx, by(ben), roomId, {})).messages).toHaveLength(6);
  expect((await listMembers(ctx, by(ben), roomId, {})).members).toHaveLength(2);
  expect((await findRooms(ctx, by(ben), { query: "renamed" })).rooms.length).toBeGreaterThan(0);
  expect(await getRoom(ctx, by(ben), roomId)).toMatchObject({ id: roomId, isMember: true });
  const room = await getMyRoom(ctx, ben, roomId);
  expect((await listMyRooms(ctx, by(ben))).rooms).toContainEqual(room);
  const [changes] = await answerChanges(ctx, [{ roomId, since: 0, userId: ben }]);
  expect(changes).toMatchObject({ version: room.version, messages: { length: 6 } });
  const returned = await server.connect();
  returned.hello(await server.signIn(ben), { [roomId]: 1 });
  expect((await returned.next("snapshot")).rooms).toContainEqual(room);
  expect(await returned.next("changes")).toMatchObject({ roomId });
}

test("a node goes on, also on connections from before, when a later version adds columns to every table", async () => {
  const [ann, ben] = [await server.addUser(), await server.addUser()];
  await live(ann, ben);
  await addColumns(server.ctx.database.db);
  await live(ann, ben);
});

test("people sign up and sign in when a later version has added columns to every table", async () => {
  const http = await startTestServer();
  try {
    const before = await http.person("before");
    await addColumns(http.ctx.database.db);
    const after = await http.person("after");
    for (const person of [before, after]) {
      expect((await person.send("GET", "/api/me")).status).toBe(200);
      expect((await person.send("GET", "/api/rooms")).status).toBe(200);
    }
  } finally {
    await http.close();
  }
});
