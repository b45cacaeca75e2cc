import { beforeEach, expect, test } from "vitest";
import type { EmojiRequest, History } from "../history.ts";
import { check } from "./check.ts";
import { smallHistory } from "./small-history.ts";

let history: History;
let moment: number;

beforeEach(() => {
  history = smallHistory();
  moment = 0;
});

/** Somebody adds an image under a name, or deletes it, one after the other. */
function ask(name: string, digest: string | null, rest: Partial<EmojiRequest> = {}) {
  moment += 2;
  const times = { askedAt: moment - 1, answeredAt: moment };
  history.emoji.push({ name, digest, ...times, outcome: "acknowledged", ...rest });
}

function store(name: string, version: number, digest: string | null) {
  const others = history.database.emoji.filter((row) => row.name !== name);
  history.database.emoji = [...others, { name, version, image: `/${name}/${digest}`, digest }];
}

function hold(held: Record<string, string>) {
  for (const device of history.devices) device.emoji = held;
}

const broken = () => [...new Set(check(history).map(({ rule }) => rule))];

test("an emoji that was acknowledged and is not stored, or as another image, is found", () => {
  ask("nest", "a", { version: 1 });
  expect(broken()).toEqual(["emoji"]);
  store("nest", 1, "a");
  hold({ nest: "/nest/a" });
  expect(broken()).toEqual([]);
  store("nest", 1, "b");
  hold({ nest: "/nest/b" });
  expect(broken()).toEqual(["emoji"]);
});

test("a deletion that was acknowledged and did not last, or was none, is found", () => {
  ask("nest", "a", { version: 1 });
  ask("nest", null);
  store("nest", 2, null);
  expect(broken()).toEqual([]);
  store("nest", 1, "a");
  hold({ nest: "/nest/a" });
  expect(broken()).toEqual(["emoji"]);
  // One that is added anew has another version.
  ask("nest", "a", { version: 3 });
  store("nest", 3, "a");
  expect(broken()).toEqual([]);
  store("nest", 4, null);
  hold({});
  expect(broken()).toContain("emoji");
});

test("what nobody asked for, or what was refused, is found", () => {
  store("nest", 1, "a");
  hold({ nest: "/nest/a" });
  expect(broken()).toEqual(["emoji", "a version a change"]);
  ask("nest", "a", { outcome: "refused" });
  expect(broken()).toEqual(["emoji", "a version a change"]);
});

test("a request whose answer was lost may have been done, at any time, or not", () => {
  ask("nest", null, { outcome: "unknown" });
  ask("nest", "a", { version: 1 });
  store("nest", 1, "a");
  hold({ nest: "/nest/a" });
  expect(broken()).toEqual([]);
  store("nest", 2, null);
  hold({});
  expect(broken()).toEqual([]);
});

test("of two changes at once either may be the later one", () => {
  ask("nest", "a", { version: 1, askedAt: 1, answeredAt: 9 });
  ask("nest", null, { askedAt: 2, answeredAt: 8 });
  store("nest", 1, "a");
  hold({ nest: "/nest/a" });
  expect(broken()).toEqual([]);
  store("nest", 2, null);
  hold({});
  expect(broken()).toEqual([]);
});

test("a version for nothing, or for two changes, is found", () => {
  ask("nest", "a", { version: 1 });
  ask("egg", "a", { version: 2 });
  store("nest", 1, "a");
  store("egg", 2, "a");
  hold({ nest: "/nest/a", egg: "/egg/a" });
  expect(broken()).toEqual([]);
  store("egg", 3, "a");
  expect(broken()).toEqual(["a version a change"]);
  store("egg", 2, "a");
  store("nest", 2, "a");
  expect(broken()).toEqual(["a version a change"]);
});

test("a device that has one too few, one too many, or another image is found, unless it is away", () => {
  ask("nest", "a", { version: 1 });
  store("nest", 1, "a");
  for (const held of [{}, { nest: "/nest/b" }, { nest: "/nest/a", egg: "/egg/a" }]) {
    hold(held);
    expect(broken()).toEqual(["emoji equal"]);
  }
  const [first, ...others] = history.devices;
  if (!first) throw new Error("There is no device.");
  hold({ nest: "/nest/a" });
  first.emoji = {};
  expect(broken()).toEqual(["emoji equal"]);
  first.replica = null;
  for (const device of others) expect(device.replica).not.toBeNull();
  expect(broken()).not.toContain("emoji equal");
});
