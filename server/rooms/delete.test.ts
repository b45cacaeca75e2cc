import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readAudit } from "../audit/list.ts";
import { react } from "../messages/react.ts";
import { listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { commandLine } from "../people/change-person.ts";
import { by } from "../testing/by.ts";
import { createTestGateway, type TestGateway } from "../testing/gateway.ts";
import { changeRoom } from "./change.ts";
import { deleteRoom, purgeRooms } from "./delete.ts";
import { joinRoom } from "./join.ts";
import { listAllRooms } from "./list-all.ts";
import { findRooms, getRoom, listMyRooms } from "./reader.ts";

let server: TestGateway;
let ann: string;
let ben: string;
let roomId: string;

beforeAll(async () => {
  server = await createTestGateway();
});
beforeEach(async () => {
  [ann, ben] = [await server.addUser(), await server.addUser()];
  roomId = await server.addRoom(ann, [ben], "public");
});
afterAll(() => server.close());

const remove = (id = roomId) => deleteRoom(server.ctx, commandLine, id);
const gone = { code: "room.not_found" };

/** How many rows each table of rooms has of one. */
async function rowsOf(id: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ["messages", "message_edits", "reactions", "threads"]) {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM ${sql.table(table)}
      WHERE room_id = ${id}`.execute(server.ctx.database.db);
    counts[table] = rows[0]?.count ?? 0;
  }
  return counts;
}

test("CLI-6: all who are in a deleted room are out of it, those who come back later too", async () => {
  await server.post(roomId, ben, "before");
  const away = await server.connect();
  away.hello(await server.signIn(ann));
  const { version, rooms } = await away.next("snapshot");
  away.ws.terminate();
  const held = Object.fromEntries(rooms.map((room) => [room.id, room.version]));
  const device = await server.enter(ben);
  await remove();
  expect(await device.next("person")).toMatchObject({
    places: [{ roomId, leftAt: expect.any(String) }],
  });
  device.send({ type: "sync", roomId, since: 0 });
  expect(await device.next("error")).toMatchObject(gone);
  const { frame } = await server.comeBack(ann, version, held);
  expect(frame).toMatchObject({ places: [{ roomId, leftAt: expect.any(String) }] });
  expect((await listMyRooms(server.ctx, by(ann))).rooms).toEqual([]);
});

test("CLI-6: nobody finds a deleted room, comes into it, reads it or writes in it", async () => {
  const { message } = await server.post(roomId, ben);
  await remove();
  const { ctx } = server;
  expect((await findRooms(ctx, by(ann), {})).rooms.map(({ id }) => id)).not.toContain(roomId);
  expect((await listAllRooms(ctx.database.db, {})).map(({ id }) => id)).not.toContain(roomId);
  await expect(getRoom(ctx, by(ann), roomId)).rejects.toMatchObject(gone);
  await expect(joinRoom(ctx, by(ann), roomId)).rejects.toMatchObject(gone);
  await expect(listMessages(ctx, by(ann), roomId, {})).rejects.toMatchObject(gone);
  await expect(server.post(roomId, ben)).rejects.toMatchObject(gone);
  const edit = editMessage(ctx, by(ben), message.id, "other");
  await expect(edit).rejects.toMatchObject({ code: "message.not_found" });
  await expect(remove()).rejects.toMatchObject(gone);
});

test("CLI-6: its messages go with all that belongs to them, and those of other rooms stay", async () => {
  const other = await server.addRoom(ann, [ben]);
  for (const id of [roomId, other]) {
    const first = (await server.post(id, ben)).message;
    await editMessage(server.ctx, by(ben), first.id, "edited");
    await react(server.ctx, by(ann), first.id, "👍", true);
    await deleteMessage(server.ctx, by(ben), (await server.post(id, ben)).message.id);
  }
  const kept = await rowsOf(other);
  await remove();
  await purgeRooms(server.ctx);
  expect(Object.values(await rowsOf(roomId))).toEqual([0, 0, 0, 0]);
  expect(await rowsOf(other)).toEqual(kept);
  expect(kept).toMatchObject({ message_edits: 1, reactions: 1 });
});

test("CLI-6: what was broken off in between is done later, and nothing is done twice", async () => {
  await changeRoom(server.ctx, roomId, async (change) => {
    change.set({ kind: "private", deleted_at: new Date(), to_purge: true });
  });
  await Promise.all([purgeRooms(server.ctx), purgeRooms(server.ctx)]);
  expect((await rowsOf(roomId)).messages).toBe(0);
  expect((await listMyRooms(server.ctx, by(ben))).rooms).toEqual([]);
  const version = () =>
    server.ctx.database.db
      .selectFrom("rooms")
      .select("version")
      .where("id", "=", roomId)
      .executeTakeFirst();
  const before = await version();
  await purgeRooms(server.ctx);
  expect(await version()).toEqual(before);
});

test("MEM-12: owners delete their room, others do not, and the audit log has who did", async () => {
  const { ctx } = server;
  await expect(deleteRoom(ctx, by(ben), roomId)).rejects.toMatchObject({ code: "room.forbidden" });
  const stranger = by(await server.addUser());
  const secret = await server.addRoom(ann);
  await expect(deleteRoom(ctx, stranger, secret)).rejects.toMatchObject(gone);
  await deleteRoom(ctx, by(ann), roomId);
  const [entry] = await readAudit(ctx.database.db, { actorId: ann }, 5);
  expect(entry).toMatchObject({ action: "room.deleted", details: { roomId, name: "room" } });
});

test("a room that is not deleted is not purged", async () => {
  const purge = changeRoom(server.ctx, roomId, (change) => change.purge(1));
  await expect(purge).rejects.toThrow("is not deleted");
  expect((await rowsOf(roomId)).messages).toBeGreaterThan(0);
});

test("a room of many is emptied and purged in several steps", async () => {
  const crowd = await Promise.all(Array.from({ length: 300 }, () => server.addUser()));
  const full = await server.addRoom(ann, crowd);
  await remove(full);
  expect((await listMyRooms(server.ctx, by(crowd[299] as string))).rooms).toEqual([]);
  let steps = 0;
  while (await changeRoom(server.ctx, full, (change) => change.purge(1))) steps += 1;
  expect(steps).toBeGreaterThan(1);
  expect((await rowsOf(full)).messages).toBe(0);
});
