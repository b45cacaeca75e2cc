import type { PinsList } from "@roost/protocol/http.ts";
import type { Message } from "@roost/protocol/message.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RoomPins } from "./pin-list.ts";

/** A message as one change left it. */
function row(version: number, number: number, isPinned: boolean): Message {
  const at = new Date(version * 1_000).toISOString();
  return {
    ...{ id: `room.${number}`, roomId: "room", number, version, body: `of ${version}` },
    ...{ authorId: "ann", clientMessageId: null, system: null },
    ...{ createdAt: at, editedAt: null, deletedAt: null },
    ...(isPinned && { pinned: { at, byId: "ann" } }),
  };
}

const newest = (rows: readonly Message[]) => [
  ...new Map(rows.map((one) => [one.number, one])).values(),
];

/** As the server lists them. */
const pinnedOf = (rows: readonly Message[]) =>
  newest(rows)
    .filter(({ pinned }) => pinned)
    .sort((a, b) => b.version - a.version);

test("R28: whenever the list comes, it ends up as the pinned messages are", async () => {
  const change = fc.record({ number: fc.integer({ min: 1, max: 4 }), isPinned: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 20 }),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      async (changes, a, b, c) => {
        const rows = changes.map(({ number, isPinned }, n) => row(n + 1, number, isPinned));
        const [asked, read, answered] = [a, b, c]
          .map((n) => n % (rows.length + 1))
          .sort((x, y) => x - y) as [number, number, number];
        const answer = Promise.withResolvers<PinsList>();
        const list = new RoomPins({ load: () => answer.promise });
        for (const one of rows.slice(0, asked)) list.take(one);
        const loaded = list.load();
        for (const one of rows.slice(asked, answered)) list.take(one);
        answer.resolve({ messages: pinnedOf(rows.slice(0, read)), users: [] });
        await loaded;
        for (const one of rows.slice(answered)) list.take(one);
        // Once more, as a repeated frame brings them.
        for (const one of rows) list.take(one);
        expect(list.get()).toMatchObject({ status: "ready", error: null });
        expect(list.get().messages).toEqual(pinnedOf(rows));
      },
    ),
  );
});

test("R28: a list that could not be loaded says why, and is asked for again", async () => {
  const answers = [
    Promise.reject(new Error("no way")),
    Promise.resolve({ messages: [], users: [] }),
  ];
  const list = new RoomPins({ load: () => answers.shift() as Promise<PinsList> });
  await list.load();
  expect(list.get()).toMatchObject({ status: "error", error: { message: "no way" } });
  list.retryFailed();
  await list.load();
  expect(list.get()).toMatchObject({ status: "ready", error: null, messages: [] });
});
