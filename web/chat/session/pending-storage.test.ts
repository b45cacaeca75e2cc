import type { PendingMessage } from "@roost/sdk";
import { expect, test } from "vitest";
import { pendingStorage } from "./pending-storage.ts";
import { memoryStorage } from "./testing/memory-storage.ts";

const message = (clientMessageId: string, second: number): PendingMessage => ({
  roomId: "harbour",
  authorId: "ada",
  clientMessageId,
  body: `body ${clientMessageId}`,
  createdAt: `2026-03-12T10:00:0${second}.000Z`,
  state: "queued",
});
const [one, two, three] = [message("one", 1), message("two", 2), message("three", 3)] as const;

test("what was saved is loaded in the order of sending, whatever the clock said, by its person", () => {
  const storage = memoryStorage();
  pendingStorage("ada", storage).save([three, one, two]);
  const next = pendingStorage("ada", storage);
  expect(next.load()).toEqual([three, one, two]);
  const four = message("four", 0);
  next.save([one, two, four]);
  expect(pendingStorage("ada", storage).load()).toEqual([one, two, four]);
  expect(pendingStorage("bo", storage).load()).toEqual([]);
});

test("what is sent is gone", () => {
  const storage = memoryStorage();
  const tab = pendingStorage("ada", storage);
  tab.save([one, two]);
  tab.save([two]);
  expect(pendingStorage("ada", storage).load()).toEqual([two]);
});

test("two tabs do not take away each other's", () => {
  const storage = memoryStorage();
  const [left, right] = [pendingStorage("ada", storage), pendingStorage("ada", storage)];
  left.save([one]);
  right.save([two]);
  left.save([one, three]);
  right.save([]);
  expect(pendingStorage("ada", storage).load()).toEqual([one, three]);
});

test("what a tab took over at its start, it also removes", () => {
  const storage = memoryStorage();
  pendingStorage("ada", storage).save([one]);
  const next = pendingStorage("ada", storage);
  next.load();
  next.save([]);
  expect(pendingStorage("ada", storage).load()).toEqual([]);
});

test("a change of state is saved", () => {
  const storage = memoryStorage();
  const tab = pendingStorage("ada", storage);
  tab.save([one]);
  tab.save([{ ...one, state: "failed" }]);
  expect(pendingStorage("ada", storage).load()[0]?.state).toBe("failed");
});

test("a message of an older version is of the person whose key it has; one of another is left out", () => {
  const storage = memoryStorage();
  const { authorId: _, ...unsigned } = one;
  storage.setItem("roost.pending.ada.one", JSON.stringify({ order: 1, message: unsigned }));
  const foreign = { ...two, authorId: "bo" };
  storage.setItem("roost.pending.ada.two", JSON.stringify({ order: 2, message: foreign }));
  expect(pendingStorage("ada", storage).load()).toEqual([one]);
});

test("entries that something else wrote are left out", () => {
  const storage = memoryStorage();
  storage.setItem("roost.pending.ada.x", "{");
  storage.setItem("roost.pending.ada.y", '{"body":1}');
  expect(pendingStorage("ada", storage).load()).toEqual([]);
});

test("a full storage is no error", () => {
  const tab = pendingStorage("ada", memoryStorage({ full: true }));
  expect(() => tab.save([one])).not.toThrow();
});
