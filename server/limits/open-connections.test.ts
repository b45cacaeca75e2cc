import { expect, onTestFinished, test } from "vitest";
import { MemoryBus } from "../bus/memory.ts";
import { OpenConnections } from "./open-connections.ts";

let now = 0;

async function openNodes(count: number, quotas = { person: 8, address: 0 }) {
  const bus = new MemoryBus((error) => {
    throw error;
  });
  const nodes = Array.from({ length: count }, () => new OpenConnections(bus, quotas, () => now));
  await Promise.all(nodes.map((node) => node.settled()));
  onTestFinished(async () => void (await Promise.all(nodes.map((node) => node.close()))));
  return nodes as [OpenConnections, OpenConnections, ...OpenConnections[]];
}

/** Opens as many as may be. */
function fill(node: OpenConnections, key = "ann"): (() => void)[] {
  const open: (() => void)[] = [];
  for (let end = node.count("person", key); end; end = node.count("person", key)) open.push(end);
  return open;
}

test("LIM-16: so many are open and no more, until one is closed; each is given back once", async () => {
  const [node] = await openNodes(1);
  const open = fill(node);
  expect(open).toHaveLength(8);
  expect(fill(node, "ben")).toHaveLength(8);
  open[0]?.();
  open[0]?.();
  expect(fill(node)).toHaveLength(1);
});

test("LIM-16: 0 is no limit", async () => {
  const [node] = await openNodes(1);
  for (let count = 0; count < 10_000; count += 1) {
    expect(node.count("address", "10.0.0.1")).not.toBeNull();
  }
});

test("LIM-16: those on other nodes count, too, and what was closed there does not", async () => {
  const [here, there] = await openNodes(2);
  const open = [1, 2, 3, 4, 5].map(() => here.count("person", "ann"));
  here.refresh();
  expect(fill(there)).toHaveLength(3);
  for (const end of open) end?.();
  here.refresh();
  expect(fill(there)).toHaveLength(5);
});

test("LIM-16: a node that is gone leaves nothing behind, with a word or without", async () => {
  const [killed, stopped, stays] = (await openNodes(3)) as [
    OpenConnections,
    OpenConnections,
    OpenConnections,
  ];
  for (let count = 0; count < 4; count += 1) {
    killed.count("person", "ann");
    stopped.count("person", "ann");
  }
  killed.refresh();
  stopped.refresh();
  expect(fill(stays)).toHaveLength(0);
  await stopped.close();
  expect(fill(stays)).toHaveLength(4);
  now += 15_000;
  stays.refresh();
  expect(fill(stays)).toHaveLength(4);
});

test("LIM-16: of who has a few connections nobody is told", async () => {
  const bus = new MemoryBus(() => {});
  const told: unknown[] = [];
  await bus.subscribe("signal", "connections", ({ signal }) => told.push(signal));
  const node = new OpenConnections(bus, { person: 8, address: 8 }, () => now);
  for (const key of ["ann", "ben"]) for (const _ of [1, 2]) node.count("person", key);
  node.refresh();
  expect(told).toEqual([]);
  node.count("person", "ann");
  node.refresh();
  expect(told).toMatchObject([{ open: { person: [["ann", 3]], address: [] } }]);
  await node.close();
});
