import type { OwnRow } from "@roost/protocol/own.ts";
import { expect, test } from "vitest";
import { snapshotOf } from "../testing/model.ts";
import { ME, ReplicaWorld } from "../testing/replica-world.ts";

test("R29, OWN-2: my own rows follow my log; a snapshot has all of them but what is newer", () => {
  const world = new ReplicaWorld();
  const saved = world.replica.own.view("saved");
  const row = (key: string, version: number, value: object | null = {}): OwnRow => {
    return { kind: "saved", key, version, changedAt: "2026-01-01T00:00:00.000Z", value };
  };
  const at = world.me.version;
  world.replica.take({ type: "person", since: at, version: at + 1, own: [row("a.1", at + 1)] });
  world.replica.own.take([row("a.2", at + 2), row("a.1", at)]);
  expect([...saved.get().keys()]).toEqual(["a.2", "a.1"]);
  world.replica.own.take([row("a.1", at + 3, null)]);
  expect([...saved.get().keys()]).toEqual(["a.2"]);
  world.replica.take({ ...snapshotOf([world.room], ME, at + 1), own: [row("a.3", at + 1)] });
  expect([...saved.get().keys()]).toEqual(["a.2", "a.3"]);
});
