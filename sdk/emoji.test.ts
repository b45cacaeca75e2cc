import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import type { DownFrame } from "@roost/protocol/down.ts";
import { expect, test } from "vitest";
import { ServerEmoji } from "./emoji.ts";
import { settled, welcomeOf } from "./testing/serve.ts";

/** A server with a list of emoji, which can be out of reach, or slow. */
function world() {
  const rows = new Map<string, CustomEmoji>();
  const asked: (number | undefined)[] = [];
  let version = 0;
  let isAway = false;
  let hold: Promise<void> = Promise.resolve();
  const put = (name: string, isDeleted = false) => {
    version += 1;
    const row = { name, version, deletedAt: isDeleted ? "now" : null } as CustomEmoji;
    rows.set(name, row);
    return row;
  };
  const api = {
    async emoji(since?: number) {
      asked.push(since);
      if (isAway) throw new Error("away");
      const isAll = since === undefined || since > version;
      const all = [...rows.values()];
      const emoji = all.filter((row) => (isAll ? row.deletedAt === null : row.version > since));
      const answer = { version, isAll, emoji };
      await hold;
      return answer;
    },
    addEmoji: async (name: string) => put(name),
    deleteEmoji: async (name: string) => void put(name, true),
  };
  const emoji = new ServerEmoji(api);
  const take = async (frame: DownFrame) => {
    emoji.take(frame);
    await settled();
  };
  return {
    ...{ emoji, asked, put, take },
    names: () => [...emoji.all.get().keys()],
    welcome: (emojiVersion?: number) =>
      take({ ...welcomeOf("me"), ...(emojiVersion !== undefined && { emojiVersion }) }),
    news: (rest: object = {}) => take({ type: "emoji", version, ...rest }),
    setAway: (away: boolean) => {
      isAway = away;
    },
    holdAnswers() {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold = promise;
      return resolve;
    },
    restore: (to: number) => {
      version = to;
      rows.clear();
    },
  };
}

test("EMO-4: a server without emoji is asked for nothing", async () => {
  const { welcome, asked, names } = world();
  await welcome();
  await welcome(0);
  expect([asked, names()]).toEqual([[], []]);
});

test("EMO-4: the list is asked for by the version of welcome, and then for what changed alone", async () => {
  const { welcome, put, asked, names } = world();
  put("one");
  await welcome(1);
  expect(names()).toEqual(["one"]);
  // A connection later: nothing, then something has changed.
  await welcome(1);
  put("one", true);
  put("two");
  await welcome(3);
  expect(names()).toEqual(["two"]);
  expect(asked).toEqual([undefined, 1]);
});

test("EMO-4: what an emoji frame says of the version that is held is taken without a question", async () => {
  const { welcome, put, news, asked, names, emoji } = world();
  put("one");
  await welcome(1);
  let told = 0;
  emoji.all.subscribe(() => {
    told += 1;
  });
  await news({ since: 1, emoji: [put("two")], version: 2 });
  expect([names(), asked.length, told]).toEqual([["one", "two"], 1, 1]);
  await news({ since: 2, emoji: [put("one", true)], version: 3 });
  expect(names()).toEqual(["two"]);
  // Of another version, or without the rows: they are asked for.
  put("three");
  await news({ since: 4, emoji: [put("four")], version: 5 });
  put("five");
  await news();
  expect(names()).toEqual(["two", "three", "four", "five"]);
  expect(asked).toEqual([undefined, 3, 5]);
});

test("EMO-4: a frame that comes while an answer is on its way is not undone by it", async () => {
  const { welcome, put, news, names, holdAnswers } = world();
  put("one");
  await welcome(1);
  const release = holdAnswers();
  const two = put("two");
  await news();
  await news({ since: 1, version: 2, emoji: [two] });
  await news({ since: 2, version: 3, emoji: [put("one", true)] });
  release();
  await settled();
  expect(names()).toEqual(["two"]);
});

test("EMO-4: what could not be had is asked for when the server is well again", async () => {
  const { welcome, put, names, setAway, take } = world();
  put("one");
  setAway(true);
  await welcome(1);
  expect(names()).toEqual([]);
  setAway(false);
  await take({ type: "health", database: true, bus: true });
  expect(names()).toEqual(["one"]);
});

test("EMO-1: a list that went back takes the place of what was held", async () => {
  const { welcome, put, names, restore } = world();
  put("one");
  put("two");
  await welcome(2);
  restore(0);
  put("old");
  await welcome(1);
  expect(names()).toEqual(["old"]);
});

test("who adds or deletes one has it in the list when that resolves, told or not", async () => {
  const { emoji, names, setAway } = world();
  await emoji.add("mine", new Blob([]));
  expect(names()).toEqual(["mine"]);
  await emoji.delete("mine");
  expect(names()).toEqual([]);
  setAway(true);
  // It is done, though the list cannot be had.
  expect(await emoji.add("late", new Blob([]))).toMatchObject({ name: "late" });
});
