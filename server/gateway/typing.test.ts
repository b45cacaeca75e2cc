import { limits } from "@roost/protocol/limits.ts";
import { expect, test } from "vitest";
import { MemoryBus } from "../bus/memory.ts";
import { editMessage } from "../messages/rewrite.ts";
import { removeMember } from "../rooms/remove.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import type { TestClient } from "../testing/gateway.ts";
import { ann, ben, postFrame, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { Typing, type Viewer } from "./typing.ts";

setUpRoomOfTwo();

/** A connection that looks at the room. */
async function viewer(userId: string): Promise<TestClient> {
  const client = await server.enter(userId);
  client.send({ type: "watch", roomIds: [roomId] });
  expect(await client.next("typing")).toEqual({ type: "typing", roomId, users: [] });
  return client;
}

const typing = { type: "typing", ref: 5 };

test("SIG-1: who types is told to those who look at the room, and to no others", async () => {
  const [looks, looksToo] = [await viewer(ben), await viewer(ann)];
  const looksAway = await server.enter(ben);
  const stranger = await server.enter(await server.addUser());
  stranger.send({ type: "watch", roomIds: [roomId] });
  expect(await stranger.next("error")).toMatchObject({ code: "room.not_found" });
  const writer = await server.enter(ann);
  writer.send({ ...typing, roomId });
  expect(await looks.next("typing")).toMatchObject({
    users: [{ id: ann, displayName: expect.any(String), username: expect.any(String) }],
  });
  for (const client of [writer, looksToo, looksAway, stranger]) {
    await client.settled();
    expect(client.all("typing")).toEqual([]);
  }
});

test("SIG-1: who looks at another room, or is not in the room any more, is told nothing", async () => {
  const [looked, removed] = [await viewer(ben), await viewer(ben)];
  looked.send({ type: "watch", roomIds: [] });
  await looked.settled();
  const writer = await server.enter(ann);
  writer.send({ ...typing, roomId });
  await removed.next("typing");
  await looked.settled();
  expect(looked.all("typing")).toEqual([]);
  await removeMember(server.ctx, by(ann), roomId, ben);
  await removed.next("person");
  server.passMs(limits.typingForMs);
  await removed.settled();
  expect(removed.all("typing")).toEqual([]);
});

test("SIG-2: typing is over when nothing more was said of it for a while", async () => {
  const looks = await viewer(ben);
  const writer = await server.enter(ann);
  await types(writer);
  expect((await looks.next("typing")).users).toHaveLength(1);
  server.passMs(limits.typingForMs - 1);
  await types(writer);
  server.passMs(limits.typingForMs - 1);
  await looks.settled();
  expect(looks.all("typing")).toEqual([]);
  server.passMs(1);
  expect((await looks.next("typing")).users).toEqual([]);
});

test("SIG-2: typing is over when the message comes, and not by an edit of another", async () => {
  const { message } = await server.post(roomId, ann);
  const looks = await viewer(ben);
  const writer = await server.enter(ann);
  await types(writer);
  await looks.next("typing");
  server.passMs(1_000);
  await editMessage(server.ctx, by(ann), message.id, "Edited");
  await looks.settled();
  expect(looks.all("typing")).toEqual([]);
  writer.send(postFrame("Here it is"));
  expect((await looks.next("typing")).users).toEqual([]);
});

test("SIG-13: who types in a thread is told to those who look at it, and not to those who look at the room", async () => {
  const { message: root } = await server.post(roomId, ann);
  const { number: threadNumber } = root;
  const looks = await server.enter(ben);
  looks.send({ type: "watch", threadIds: [root.id] });
  expect(await looks.next("typing")).toEqual({ type: "typing", roomId, threadNumber, users: [] });
  const looksAtRoom = await viewer(ben);
  const writer = await server.enter(ann);
  await types(writer, { threadNumber });
  expect(await looks.next("typing")).toMatchObject({ threadNumber, users: [{ id: ann }] });
  // A message in the room ends nothing in the thread, and one in another thread neither.
  server.passMs(1_000);
  writer.send(postFrame("In the room"));
  const other = (await writer.next("posted")).number;
  writer.send({ ...postFrame("In another thread"), threadNumber: other });
  await writer.next("posted");
  for (const client of [looks, looksAtRoom]) {
    await client.settled();
    expect(client.all("typing")).toEqual([]);
  }
  writer.send({ ...postFrame("Here"), threadNumber });
  expect(await looks.next("typing")).toMatchObject({ threadNumber, users: [] });
  // Of rooms of others, threads are not looked at either.
  const stranger = await server.enter(await server.addUser());
  stranger.send({ type: "watch", threadIds: [root.id] });
  expect(await stranger.next("error")).toMatchObject({ code: "room.not_found" });
});

test("SIG-3: a watch names all that is looked at, and is answered for what is new in it", async () => {
  const other = await server.addRoom(ann, [ben]);
  const writer = await server.enter(ann);
  const looks = await server.enter(ben);
  looks.send({ type: "watch", roomIds: [roomId] });
  await looks.next("typing");
  looks.send({ type: "watch", roomIds: [roomId, other] });
  expect(await looks.next("typing")).toEqual({ type: "typing", roomId: other, users: [] });
  looks.send({ type: "watch", ref: 9, roomIds: [other, crypto.randomUUID()] });
  expect(await looks.next("error")).toMatchObject({ ref: 9, code: "room.not_found" });
  expect(looks.all("typing")).toEqual([]);
  await types(writer);
  expect(await looks.next("typing")).toMatchObject({ roomId, users: [{ id: ann }] });
  const tooMany = Array.from({ length: limits.watchRooms + 1 }, () => roomId);
  looks.send({ type: "watch", roomIds: tooMany });
  expect(await looks.next("error")).toMatchObject({ code: "frame.invalid" });
});

test("SIG-3: a room that somebody has just come into can be looked at before the news of that", async () => {
  const looks = await server.enter(ben);
  const other = await server.addRoom(ann, [ben]);
  looks.send({ type: "watch", roomIds: [other] });
  expect(await looks.next("typing")).toEqual({ type: "typing", roomId: other, users: [] });
});

test("SIG-4: who may not write in a room is not told of as typing, and hears why", async () => {
  const looks = await viewer(ben);
  const stranger = await server.enter(await server.addUser());
  stranger.send({ ...typing, roomId });
  expect(await stranger.next("error")).toMatchObject({ ref: 5, code: "room.not_found" });
  const writer = await server.enter(ann);
  await updateRoom(server.ctx, by(ann), roomId, { archived: true });
  writer.send({ ...typing, roomId });
  expect(await writer.next("error")).toMatchObject({ ref: 5, code: "room.archived" });
  await looks.settled();
  expect(looks.all("typing")).toEqual([]);
});

test("SIG-4: who says much more often than asked that they type is refused for a while", async () => {
  const writer = await server.enter(ann);
  for (let index = 0; index < 5; index += 1) await types(writer);
  writer.send({ ...typing, roomId });
  expect(await writer.next("error")).toMatchObject({
    code: "request.rate_limited",
    retryAfterMs: limits.typingEveryMs,
  });
  server.passMs(limits.typingEveryMs * 2);
  await types(writer);
});

/** Says it, and waits until it was told. */
async function types(client: TestClient, place: object = {}): Promise<void> {
  const told = Promise.withResolvers<void>();
  const end = await server.ctx.bus.subscribe("signal", roomId, () => told.resolve());
  client.send({ ...typing, roomId, ...place });
  await told.promise;
  end();
}

test("SIG-5: however many type, few are named, and who looks is told once a second", async () => {
  let nowMs = 0;
  const bus = new MemoryBus((error) => server.faults.push(error));
  const rooms = new Typing(bus, () => nowMs);
  const frames: string[][] = [];
  const looks: Viewer = {
    userId: "who looks",
    tellTyping: (_, frame) => {
      const { users } = JSON.parse(frame.subarray(frame.indexOf("{")).toString());
      frames.push(users.map(({ id }: { id: string }) => id));
    },
  };
  rooms.look("room", looks);
  const type = (id: string) => {
    const user = { id, username: id, displayName: id };
    bus.publish([{ kind: "signal", subjectId: "room", signal: { type: "typing", user } }]);
  };
  for (let index = 0; index < 100; index += 1) type(`${index}`);
  expect(frames).toEqual([[], ["0"]]);
  nowMs = 999;
  rooms.refresh();
  expect(frames).toHaveLength(2);
  nowMs = 1_000;
  rooms.refresh();
  expect(frames.slice(2)).toEqual([["0", "1", "2", "3"]]);
  // Those who go on are no news, and so it stays as long as they do.
  nowMs = 3_000;
  for (let index = 0; index < 100; index += 1) type(`${index}`);
  expect(frames).toHaveLength(3);
  rooms.lookAway("room", looks);
  type("late");
  expect(frames).toHaveLength(3);
});
