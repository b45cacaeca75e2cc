import { expect, test, vi } from "vitest";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import { markRead } from "../reads/mark.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";

setUpRoomOfTwo();

/** Ben says hello, and something happens after his rooms were read, and before the snapshot. */
async function enterWhile(something: () => Promise<unknown>) {
  const { bus } = server.ctx;
  const subscribe = bus.subscribe.bind(bus);
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  await server.addRoom(ben);
  vi.spyOn(bus, "subscribe").mockImplementation(async (topic, ...args) => {
    if (topic === "room") {
      asked.resolve();
      await gate.promise;
    }
    return subscribe(topic, ...args);
  });
  const client = await server.connect();
  client.hello(await server.signIn(ben));
  await asked.promise;
  await something();
  gate.resolve();
  vi.mocked(bus.subscribe).mockRestore();
  return client;
}

test("READ-2: a position that is told while its device enters is told behind the snapshot", async () => {
  await server.enter(ann);
  const { message } = await server.post(roomId, ann);
  const client = await enterWhile(() => markRead(server.ctx, by(ben), roomId, message.number));
  const [{ version }, { since, places }] = [
    await client.next("snapshot"),
    await client.next("person"),
  ];
  expect(since).toBe(version);
  expect(places).toMatchObject([{ roomId, readNumber: message.number }]);
});

test("ORD-6: who becomes an owner while their device enters is told so", async () => {
  await server.enter(ann);
  const client = await enterWhile(() => leaveRoom(server.ctx, by(ann), roomId));
  const { rooms } = await client.next("snapshot");
  expect(rooms.find(({ id }) => id === roomId)).toMatchObject({ role: "owner" });
});

test("SND-5: what somebody posts while another device of theirs enters is read there", async () => {
  await server.enter(ann);
  const client = await enterWhile(() => server.post(roomId, ben));
  const { rooms } = await client.next("snapshot");
  expect(rooms.find(({ id }) => id === roomId)).toMatchObject({ unread: 0 });
});

test("PPL-1: who is given a role while their device enters is told it", async () => {
  const client = await enterWhile(() => setServerRole(server.ctx, commandLine, ben, "admin"));
  await vi.waitFor(() => {
    const told = [...client.all("welcome"), ...client.all("me")];
    expect(told.at(-1)).toMatchObject({ me: { role: "admin" } });
  });
});
