import { limits } from "@roost/protocol/limits.ts";
import { beforeEach, expect, test } from "vitest";
import { changesSince } from "../rooms/changes.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { setRole } from "../rooms/set-role.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { listPins, setPinned } from "./pins.ts";
import { getMessage } from "./reader.ts";
import { deleteMessage, editMessage } from "./rewrite.ts";

setUpRoomOfTwo();
let id: string;
let number: number;
beforeEach(async () => {
  ({ id, number } = (await server.post(roomId, ben, "hello")).message);
});

const pin = (userId = ann, messageId = id) => setPinned(server.ctx, by(userId), messageId, true);
const unpin = (userId = ann) => setPinned(server.ctx, by(userId), id, false);
const pins = async (userId = ben) =>
  (await listPins(server.ctx, by(userId), roomId)).messages.map((message) => message.id);

test("PIN-1: a pin is a part of its message, and the room says who pinned it: one change, unread to nobody", async () => {
  const device = await server.enter(ben);
  const before = await getMyRoom(server.ctx, ben, roomId);
  const message = await pin();
  expect(message).toMatchObject({ number, body: "hello", pinned: { byId: ann } });
  const change = await device.next("changes");
  expect(change.version).toBe(before.version + 1);
  expect(change.messages).toEqual([
    message,
    expect.objectContaining({ system: { event: "pinned", byId: ann, number }, body: "" }),
  ]);
  expect(change.users).toContainEqual(expect.objectContaining({ id: ann }));
  const after = await getMyRoom(server.ctx, ben, roomId);
  expect(after).toMatchObject({ unread: before.unread, bumpedAt: before.bumpedAt });
});

test("PIN-1: pinning again is no change, and taking it back says nothing more", async () => {
  const first = await pin();
  expect(await pin()).toEqual(first);
  const gone = await unpin();
  expect(gone).toMatchObject({ version: first.version + 1, body: "hello" });
  expect(gone).not.toHaveProperty("pinned");
  expect(await unpin()).toEqual(gone);
  const { messages } = await changesSince(server.ctx, by(ben), roomId, first.version);
  expect(messages).toEqual([gone]);
});

test("PIN-2: all members see the pinned messages, what was pinned last first, as they are now", async () => {
  const { message: second } = await server.post(roomId, ann, "second");
  await pin(ann, second.id);
  await pin();
  await editMessage(server.ctx, by(ben), id, "hello, edited");
  const list = await listPins(server.ctx, by(ben), roomId);
  expect(list.messages).toMatchObject([
    { id, body: "hello, edited", pinned: { byId: ann } },
    { id: second.id },
  ]);
  expect(list.users.map((user) => user.id).sort()).toEqual([ann, ben].sort());
  const stranger = await server.addUser();
  await expect(pins(stranger)).rejects.toMatchObject({ code: "room.not_found" });
});

test("PIN-3: a deletion takes the pin", async () => {
  await pin();
  const deleted = await deleteMessage(server.ctx, by(ben), id);
  expect(deleted).not.toHaveProperty("pinned");
  expect(await pins()).toEqual([]);
  await expect(pin()).rejects.toMatchObject({ code: "message.not_found" });
});

test("PIN-3: what an older node deletes is not pinned either", async () => {
  await pin();
  await server.ctx.database.db
    .updateTable("messages")
    .set({ deleted_at: new Date(), body: "" })
    .where("room_id", "=", roomId)
    .where("number", "=", number)
    .execute();
  expect(await pins()).toEqual([]);
  expect(await getMessage(server.ctx, by(ben), id)).not.toHaveProperty("pinned");
});

test("PIN-4: owners and moderators pin, events cannot be pinned, and nobody pins in an archived room", async () => {
  await expect(pin(ben)).rejects.toMatchObject({ code: "room.forbidden" });
  await setRole(server.ctx, by(ann), roomId, ben, "moderator");
  await pin(ben);
  await expect(pin(ann, `${roomId}.1`)).rejects.toMatchObject({ code: "message.forbidden" });
  await updateRoom(server.ctx, by(ann), roomId, { archived: true });
  await expect(unpin()).rejects.toMatchObject({ code: "room.archived" });
  expect(await pins()).toEqual([id]);
});

test("PIN-4: a room keeps so many pinned messages, and one more where one was taken away", async () => {
  await server.ctx.database.db
    .updateTable("messages")
    .set({ pinned_at: new Date(), pinned_by: ann })
    .where("room_id", "=", roomId)
    .where("number", "=", 1)
    .execute();
  const values = Array.from({ length: limits.roomPins - 1 }, (_, index) => ({
    ...{ room_id: roomId, number: 1_000 + index, version: 1, author_id: ann, body: "x" },
    ...{ pinned_at: new Date(), pinned_by: ann },
  }));
  await server.ctx.database.db.insertInto("messages").values(values).execute();
  await expect(pin()).rejects.toMatchObject({ code: "pin.too_many" });
  await setPinned(server.ctx, by(ann), `${roomId}.1000`, false);
  expect(await pin()).toMatchObject({ pinned: { byId: ann } });
});
