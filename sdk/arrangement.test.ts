import type { OwnRow } from "@roost/protocol/own.ts";
import { beforeEach, expect, test } from "vitest";
import { Arrangement } from "./arrangement.ts";
import { OwnRows } from "./replica/own-rows.ts";
import type { Api } from "./rest/api.ts";
import { settled } from "./testing/serve.ts";

/** A server whose answers come when they are called for. */
let waiting: { what: string; answer: (row: Partial<OwnRow> | Error) => void }[];
let own: OwnRows;
let list: Arrangement;
let version: number;

beforeEach(() => {
  [waiting, own, version] = [[], new OwnRows(), 1];
  const ask = (kind: string, key: string, what: string) =>
    new Promise<OwnRow>((resolve, reject) => {
      waiting.push({
        what,
        answer(given) {
          if (given instanceof Error) return reject(given);
          version += 1;
          const row = { kind, key, version, changedAt: "", value: null, ...given } as OwnRow;
          own.take([row]);
          resolve(row);
        },
      });
    });
  const api: Partial<Api> = {
    mute: (id) => ask("muted", id, "mute"),
    unmute: (id) => ask("muted", id, "unmute"),
    putInSection: (id, section) => ask("filed", id, `into ${section}`),
    takeOutOfSection: (id) => ask("filed", id, "out"),
    setSection: (id, { name }) => ask("section", id, `name ${name}`),
    removeSection: (id) => ask("section", id, "remove"),
    arrangeList: (patch) => ask("list", "list", JSON.stringify(patch)),
  };
  list = new Arrangement(api as Api, own);
});

const asked = () => waiting.map(({ what }) => what);
const answer = async (row: Partial<OwnRow> | Error) => {
  waiting.shift()?.answer(row);
  await settled();
};

test("LST-4: what I change of my list counts here at once, and no longer where the server refused it", async () => {
  const muted = list.mute("a", true);
  const put = list.put("a", "favourites");
  await settled();
  expect([list.muted.get().has("a"), list.filed.get().get("a")?.value]).toEqual([
    true,
    { section: "favourites" },
  ]);
  expect(asked()).toEqual(["mute", "into favourites"]);
  await answer({ value: {} });
  await muted;
  await answer(new Error("no"));
  await expect(put).rejects.toThrow("no");
  expect([list.muted.get().has("a"), list.filed.get().has("a")]).toEqual([true, false]);
});

test("LST-4: changes of the same are asked for one after the other, and the last one is shown until it is answered", async () => {
  const first = list.mute("a", true);
  const second = list.mute("a", false);
  await settled();
  expect(asked()).toEqual(["mute"]);
  await answer({ value: {} });
  await first;
  expect(list.muted.get().has("a")).toBe(false);
  expect(asked()).toEqual(["unmute"]);
  await answer({ value: null });
  await second;
  expect(list.muted.get().has("a")).toBe(false);
});

test("LST-1, LST-4: options are told one by one, and shown together", async () => {
  expect(list.options.get()).toEqual({ sort: "newest", unreadFirst: false, order: [] });
  const heard: unknown[] = [];
  list.options.subscribe(() => heard.push(list.options.get()));
  const done = [list.arrange({ unreadFirst: true }), list.arrange({ sort: "name" })];
  expect(list.options.get()).toEqual({ sort: "name", unreadFirst: true, order: [] });
  await settled();
  expect(asked()).toEqual(['{"unreadFirst":true}']);
  await answer(new Error("no"));
  // Another device had said something meanwhile.
  const value = { sort: "name", unreadFirst: false, order: ["rooms"] } as const;
  await answer({ value: { ...value, order: ["rooms"] } });
  await expect(Promise.all(done)).rejects.toThrow("no");
  expect(list.options.get()).toEqual(value);
  expect(heard.at(-1)).toEqual(value);
});

test("a section is named, renamed and taken away", async () => {
  const named = list.name("s", "Work");
  expect([...list.sections.get().keys()]).toEqual(["s"]);
  await settled();
  await answer({ value: { name: "Work" } });
  await named;
  const removed = list.remove("s");
  expect(list.sections.get().size).toBe(0);
  await settled();
  await answer(new Error("offline"));
  await expect(removed).rejects.toThrow("offline");
  expect(list.sections.get().get("s")?.value).toEqual({ name: "Work" });
});
