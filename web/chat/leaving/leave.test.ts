import { expect, test } from "vitest";
import { draftStorage } from "../session/draft-storage.ts";
import { pendingStorage } from "../session/pending-storage.ts";
import { memoryStorage } from "../session/testing/memory-storage.ts";
import { countUnsent, forget } from "./leave.ts";

const storedOf = (userId: string, storage: Storage) => ({
  messages: pendingStorage(userId, storage),
  drafts: draftStorage(userId, storage),
});

const message = {
  roomId: "harbour",
  authorId: "ada",
  clientMessageId: "one",
  body: "Not sent",
  createdAt: "2026-03-12T10:00:00.000Z",
  state: "queued",
} as const;
const draft = { body: "Half a thought", isKept: false };

test("WHO-4: what is kept of somebody goes, and nothing of others or of the browser", () => {
  const storage = memoryStorage();
  for (const id of ["ada", "bo"]) {
    const { messages, drafts } = storedOf(id, storage);
    messages.save([{ ...message, authorId: id }]);
    drafts.save(new Map([["harbour", draft]]));
    storage.setItem(`roost.last-room.${id}`, "harbour");
  }
  storage.setItem("roost.emoji.recent", "👍");
  storage.setItem("roost.collapsed.Work", "yes");
  storage.setItem("roost.language", "de");
  storage.setItem("roost.theme", "dark");
  expect(countUnsent("ada", storage)).toBe(1);
  forget("ada", storage);
  expect(countUnsent("ada", storage)).toBe(0);
  expect(Object.keys(storage).sort()).toEqual([
    ...["roost.draft.bo.harbour", "roost.language", "roost.last-room.bo"],
    ...["roost.pending.bo.one", "roost.theme"],
  ]);
});

test("WHO-4: a page that was signed out from elsewhere still has what it wrote, for the same person", () => {
  const storage = memoryStorage();
  const page = storedOf("ada", storage);
  const held = { ...message, clientMessageId: "held", heldUntil: "2026-03-12T10:00:10.000Z" };
  page.messages.save([message, held]);
  page.drafts.save(
    new Map([
      ["harbour", draft],
      ["quay", { body: "Kept", isKept: true }],
    ]),
  );
  forget("ada", storage);
  page.messages.restore();
  page.drafts.restore();
  const next = storedOf("ada", storage);
  // What is held may have been taken back elsewhere.
  expect(next.messages.load()).toEqual([message]);
  expect([...next.drafts.load()]).toEqual([["harbour", draft]]);
});
