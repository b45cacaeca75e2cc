import { expect, test } from "vitest";
import { draftStorage } from "./draft-storage.ts";
import { memoryStorage } from "./testing/memory-storage.ts";

const draft = { body: "Half a thou", isKept: false };

test("a draft belongs to a person and a room, and outlives the page", () => {
  const storage = memoryStorage();
  draftStorage("ada", storage).save(new Map([["harbour", draft]]));
  expect(draftStorage("ada", storage).load()).toEqual(new Map([["harbour", draft]]));
  expect(draftStorage("bo", storage).load()).toEqual(new Map());
});

test("a draft that is gone leaves nothing behind", () => {
  const storage = memoryStorage();
  const drafts = draftStorage("ada", storage);
  drafts.save(new Map([["harbour", draft]]));
  drafts.save(new Map());
  expect(storage.length).toBe(0);
});

test("a tab leaves the drafts alone that another one wrote meanwhile", () => {
  const storage = memoryStorage();
  const [one, two] = [draftStorage("ada", storage), draftStorage("ada", storage)];
  one.load();
  two.save(new Map([["quay", draft]]));
  one.save(new Map([["harbour", draft]]));
  expect([...draftStorage("ada", storage).load().keys()].sort()).toEqual(["harbour", "quay"]);
});

test("entries that are not ours are passed over, and a full storage is no error", () => {
  const storage = memoryStorage();
  storage.setItem("roost.draft.ada.harbour", "Half");
  storage.setItem("roost.draft.ada.quay", '{"body":1}');
  expect(draftStorage("ada", storage).load()).toEqual(new Map());
  const full = draftStorage("ada", memoryStorage({ full: true }));
  expect(() => full.save(new Map([["harbour", draft]]))).not.toThrow();
});
