import { afterAll, beforeAll, expect, test } from "vitest";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { listHistory } from "./history.ts";
import { deleteMessage, editMessage } from "./rewrite.ts";

let domain: TestDomain;
let author: string;
let reader: string;
let stranger: string;
let roomId: string;

beforeAll(async () => {
  domain = await createTestDomain();
  author = await domain.addUser();
  reader = await domain.addUser();
  stranger = await domain.addUser();
  roomId = await domain.addRoom(author, [reader]);
});
afterAll(() => domain.close());

/** A message that was edited to each of the texts. */
async function edited(first: string, ...texts: string[]) {
  let { message } = await domain.post(roomId, author, first);
  const written = [message.createdAt];
  for (const text of texts) {
    message = await editMessage(domain.ctx, by(author), message.id, text);
    if (message.editedAt !== null) written.push(message.editedAt);
  }
  return { message, written };
}

const history = (id: string, query = {}, userId = reader) =>
  listHistory(domain.ctx, by(userId), id, query);

test("EDT-1: a history begins with what the message says now, and has each text once", async () => {
  const { message, written } = await edited("one", "two", "two", "three");
  const texts = ["three", "two", "one"];
  const times = [written.at(-1), written[1], written[0]];
  const versions = texts.map((body, index) => ({ body, writtenAt: times[index] }));
  expect(await history(message.id)).toEqual({ versions, nextCursor: null });
  const { message: plain } = await domain.post(roomId, author, "plain");
  expect(await history(plain.id)).toEqual({
    versions: [{ body: "plain", writtenAt: plain.createdAt }],
    nextCursor: null,
  });
});

test("EDT-1: edits at the same moment are kept each once", async () => {
  const { message } = await edited("first");
  const texts = ["a", "b", "c", "d", "e"];
  await Promise.all(texts.map((text) => editMessage(domain.ctx, by(author), message.id, text)));
  const { versions } = await history(message.id);
  expect(versions.map(({ body }) => body).sort()).toEqual([...texts, "first"]);
});

test("EDT-1: a long history comes in pages that follow each other", async () => {
  const { message } = await edited("0", "1", "2", "3", "4", "5");
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await history(message.id, { limit: 2, ...(cursor === null ? {} : { cursor }) });
    seen.push(...page.versions.map(({ body }) => body));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(["5", "4", "3", "2", "1", "0"]);
  const wrong = history(message.id, { cursor: Buffer.from('["x"]').toString("base64url") });
  await expect(wrong).rejects.toMatchObject({ code: "request.invalid" });
});

test("EDT-2: a history is for who can read the message", async () => {
  const { message } = await edited("one", "two");
  await expect(history(message.id, {}, stranger)).rejects.toMatchObject({
    code: "message.not_found",
  });
});

test("EDT-2: a deletion takes the history out of the store", async () => {
  const { message } = await edited("one", "two");
  await deleteMessage(domain.ctx, by(author), message.id);
  expect(await history(message.id)).toEqual({ versions: [], nextCursor: null });
  const { db } = domain.ctx.database;
  const left = await db
    .selectFrom("message_edits")
    .select("body")
    .where("room_id", "=", roomId)
    .where("number", "=", message.number)
    .execute();
  expect(left).toEqual([]);
});
