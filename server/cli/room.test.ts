import { afterAll, beforeAll, expect, test } from "vitest";
import { openDirect } from "../directs/open.ts";
import { tellNews } from "../people/news.ts";
import { by } from "../testing/by.ts";
import { createTestGateway, type TestGateway } from "../testing/gateway.ts";
import { runRoost } from "../testing/server-process.ts";
import { printed, printedObjects } from "./testing.ts";

let server: TestGateway;
let environment: NodeJS.ProcessEnv;
let ann: string;

beforeAll(async () => {
  server = await createTestGateway();
  environment = { DATABASE_URL: server.ctx.database.pool.options.connectionString };
  ann = await server.addUser("ann");
});
afterAll(() => server.close());

test("CLI-3: who is in a room learns at once that a command archived it, and the audit log has it", async () => {
  const roomId = await server.addRoom(ann);
  const device = await server.enter(ann);
  expect(await printedObjects("room archive", [roomId.toUpperCase()], environment)).toEqual([
    { id: roomId, name: "room" },
  ]);
  await tellNews(server.ctx);
  const frame = await device.next("changes");
  expect(frame).toMatchObject({ roomId, room: { archivedAt: expect.any(String) } });
  const again = printed("room archive", [roomId], environment);
  await expect(again).rejects.toThrow('The room "room" is archived already.');

  await printed("room restore", [roomId], environment);
  await tellNews(server.ctx);
  expect((await device.next("changes")).room).not.toHaveProperty("archivedAt");
  const entries = await printedObjects("audit", [], environment);
  expect(entries.map(({ means, action, details }) => [means, action, details])).toEqual([
    ["command line", "room.restored", { roomId, name: "room" }],
    ["command line", "room.archived", { roomId, name: "room" }],
  ]);
});

test("CLI-6: room delete asks for the name once more, and all devices learn of it", async () => {
  const roomId = await server.addRoom(ann);
  const device = await server.enter(ann);
  const command = ["room", "delete", roomId];
  const wrong = await runRoost(command, environment, "rom\n");
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('"rom" is not the name of the room, "room". Nothing was deleted.');
  const silent = await runRoost(command, environment);
  expect(silent.code).toBe(1);
  const done = await runRoost(command, environment, "room\n");
  expect(done).toMatchObject({ code: 0 });
  expect(done.stdout).toBe('The room "room" and its messages are deleted.\n');
  await tellNews(server.ctx);
  expect(await device.next("person")).toMatchObject({
    places: [{ roomId, leftAt: expect.any(String) }],
  });
  await expect(printed("room delete", [roomId, "--yes"], environment)).rejects.toThrow("No room");

  const another = await server.addRoom(ann);
  expect(await printedObjects("room delete", [another, "--yes"], environment)).toEqual([
    { id: another, name: "room" },
  ]);
  const [entry] = await printedObjects("audit", ["--limit", "1"], environment);
  expect(entry).toMatchObject({
    action: "room.deleted",
    details: { roomId: another, name: "room" },
  });
});

test("room list has private rooms and no directs, and finds by name and state", async () => {
  const ben = await server.addUser("ben");
  await openDirect(server.ctx, by(ann), [ben]);
  const all = await printedObjects("room list", [], environment);
  expect(all.map(({ name, kind }) => [name, kind])).toEqual([
    ["general", "public"],
    ["room", "private"],
  ]);
  await printed("room archive", ["general"], environment);
  const archived = await printed("room list", ["--archived"], environment);
  expect(archived.map((cells) => cells.slice(0, 4))).toEqual([
    ["general", "public", "archived", "0 members"],
  ]);
  expect(await printed("room list", ["--query", "oom"], environment)).toHaveLength(1);
});

test("a name that several rooms have is not enough, and one that none has is told", async () => {
  const ids = [await server.addRoom(ann), await server.addRoom(ann)];
  const several = await printed("room archive", ["room"], environment).catch((error) => error);
  expect(several.message).toContain('Several rooms are called "room"');
  for (const id of ids) expect(several.message).toContain(id);
  const none = printed("room archive", ["frob"], environment);
  await expect(none).rejects.toThrow('No room is called "frob", and it is no room\'s id.');
});
