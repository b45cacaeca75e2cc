import { randomUUID } from "node:crypto";
import { messageId } from "@roost/protocol/message.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leaveRoom } from "../rooms/leave.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { getMessage } from "./reader.ts";
import { deleteMessage, editMessage } from "./rewrite.ts";

let domain: TestDomain;
let owner: string;
let author: string;
let reader: string;
let stranger: string;
let roomId: string;

beforeAll(async () => {
  domain = await createTestDomain();
  owner = await domain.addUser();
  author = await domain.addUser();
  reader = await domain.addUser();
  stranger = await domain.addUser();
  roomId = await domain.addRoom(owner, [author, reader]);
});
afterAll(() => domain.close());

describe("editing", () => {
  test("SND-6: replaces the body as one change and keeps number and time", async () => {
    const { message } = await domain.post(roomId, author, "bevore");
    const edited = await editMessage(domain.ctx, by(author), message.id, "before\r\n");
    expect(edited).toEqual({
      ...message,
      body: "before",
      version: message.version + 1,
      editedAt: expect.any(String),
    });
    expect(domain.events.at(-1)?.changes.messages).toEqual([edited]);
  });

  test("SND-6: to the same text changes nothing", async () => {
    const { message } = await domain.post(roomId, author, "same");
    expect(await editMessage(domain.ctx, by(author), message.id, "same ")).toEqual(message);
  });

  test("SND-6: is for the author alone", async () => {
    const { message } = await domain.post(roomId, author);
    for (const [userId, code] of [
      [owner, "message.forbidden"],
      [reader, "message.forbidden"],
      [stranger, "message.not_found"],
    ] as const) {
      const edit = editMessage(domain.ctx, by(userId), message.id, "not mine");
      await expect(edit).rejects.toMatchObject({ code });
    }
  });

  test("needs a text that a post could have", async () => {
    const { message } = await domain.post(roomId, author);
    const edit = editMessage(domain.ctx, by(author), message.id, " ");
    await expect(edit).rejects.toMatchObject({ code: "text.empty" });
  });
});

describe("deleting", () => {
  test("SND-7, ORD-2: leaves a tombstone without the text, once", async () => {
    const { message } = await domain.post(roomId, author, "regretted");
    const deleted = await deleteMessage(domain.ctx, by(author), message.id);
    expect(deleted).toMatchObject({ number: message.number, body: "" });
    expect(deleted.deletedAt).not.toBeNull();
    expect(await deleteMessage(domain.ctx, by(author), message.id)).toEqual(deleted);
    const { rows } = await domain.ctx.database.pool.query(
      "SELECT * FROM messages WHERE room_id = $1 AND body LIKE '%regretted%'",
      [roomId],
    );
    expect(rows).toEqual([]);
    const edit = editMessage(domain.ctx, by(author), message.id, "back");
    await expect(edit).rejects.toMatchObject({ code: "message.not_found" });
  });

  test("SND-7: is for the author, owners and moderators", async () => {
    const { message } = await domain.post(roomId, author);
    const byReader = deleteMessage(domain.ctx, by(reader), message.id);
    await expect(byReader).rejects.toMatchObject({ code: "message.forbidden" });
    const byStranger = deleteMessage(domain.ctx, by(stranger), message.id);
    await expect(byStranger).rejects.toMatchObject({ code: "message.not_found" });
    expect((await deleteMessage(domain.ctx, by(owner), message.id)).deletedAt).not.toBeNull();
  });

  test("does not touch what nobody wrote", async () => {
    const byOwner = deleteMessage(domain.ctx, by(owner), messageId(roomId, 1));
    await expect(byOwner).rejects.toMatchObject({ code: "message.forbidden" });
  });
});

test("MEM-1: a message is read by members only; unknown and foreign ids are answered alike", async () => {
  const { message } = await domain.post(roomId, author);
  expect(await getMessage(domain.ctx, by(reader), message.id)).toEqual(message);
  const left = await domain.addUser();
  const other = await domain.addRoom(owner, [left]);
  const post = await domain.post(other, left);
  await leaveRoom(domain.ctx, by(left), other);
  for (const [userId, id] of [
    [stranger, message.id],
    [left, post.message.id],
    [reader, messageId(roomId, 9_999)],
    [reader, messageId(randomUUID(), 1)],
  ] as const) {
    await expect(getMessage(domain.ctx, by(userId), id)).rejects.toMatchObject({
      code: "message.not_found",
    });
  }
});
