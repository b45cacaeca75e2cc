import { expect, test } from "vitest";
import { memoryStorage } from "../session/testing/memory-storage.ts";
import { draftsOf } from "./drafts.ts";

test("a draft belongs to a person and a room, and outlives the page", () => {
  const storage = memoryStorage();
  draftsOf("ada", storage).set("harbour", "Half a thou");
  expect(draftsOf("ada", storage).get("harbour")).toBe("Half a thou");
  expect(draftsOf("ada", storage).get("quay")).toBe("");
  expect(draftsOf("bo", storage).get("harbour")).toBe("");
});

test("an empty text is no draft", () => {
  const storage = memoryStorage();
  const drafts = draftsOf("ada", storage);
  drafts.set("harbour", "text");
  drafts.set("harbour", "  \n");
  expect(drafts.get("harbour")).toBe("");
  expect(storage.length).toBe(0);
});

test("a full storage is no error", () => {
  const storage = memoryStorage({ full: true });
  expect(() => draftsOf("ada", storage).set("harbour", "text")).not.toThrow();
});
