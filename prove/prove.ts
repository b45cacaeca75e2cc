import { writeFile } from "node:fs/promises";
import path from "node:path";
import { check } from "./check/check.ts";
import type { Violation } from "./check/violation.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { readDatabase } from "./database.ts";
import { storm } from "./faults/storm.ts";
import type { History } from "./history.ts";
import { type Crowd, type CrowdSize, gatherCrowd } from "./people/crowd.ts";
import { Ledger } from "./people/recorder.ts";
import { talk } from "./people/talk.ts";
import { Random } from "./random.ts";
import { settle } from "./settle.ts";

export interface ProveOptions {
  /** How long things go wrong. Starting, coming to rest and the check take some more. */
  seconds: number;
  nodes: number;
  seed: number;
  say: (line: string) => void;
}

export interface Proof {
  /** Things that people did. */
  operations: number;
  operationsByKind: Record<string, number>;
  /** How often each kind was injected. */
  faults: Record<string, number>;
  violations: Violation[];
  seconds: number;
  nodes: number;
  seed: number;
  clients: number;
  messages: number;
  /** Frames with rows or rooms that clients got. */
  frames: number;
  /** How often connections ended with each code. */
  closes: Record<number, number>;
  /** From the last fault until every replica equalled the database. */
  settledMs: number | null;
  /** The same, where nothing but Redis was away, and while it was. */
  settledWithoutBusMs: number | null;
  /** The logs of the nodes and the history, where something was broken. */
  folder: string | null;
}

const size: CrowdSize = { people: 14, quietRooms: 2, openRooms: 5 };
/** How long people talk without Redis at the end: what is lost there, no later news repair. */
const withoutBusMs = 3_000;
const saidEveryMs = 10_000;
/** A lost connection that nobody reports is given up within a minute. */
const settleLongMs = 110_000;
const settleShortMs = 30_000;
const longRunSeconds = 100;

/** Lets people talk while things go wrong, then compares what they saw with the database. */
export async function prove(options: ProveOptions): Promise<Proof> {
  const { seconds, nodes, seed, say } = options;
  const random = new Random(seed);
  const ledger = new Ledger();
  const cluster = await openCluster(nodes);
  const crowd = await gatherCrowd(cluster, size, ledger, random.fork("crowd"));
  say(`${nodes} nodes, ${crowd.seats.length} clients of ${size.people} people, seed ${seed}`);

  const counts = { operations: {} as Record<string, number>, faults: {} as Record<string, number> };
  const started = performance.now();
  const progress = setInterval(() => say(progressLine(started, counts)), saidEveryMs);
  const end = started + seconds * 1_000;
  const requests = new Set<Promise<unknown>>();
  const onAction = (name: string) => {
    counts.operations[name] = (counts.operations[name] ?? 0) + 1;
  };
  const talking = talk({ crowd, requests, onAction, random: random.fork("talk"), untilMs: end });
  await storm({
    world: { cluster, crowd },
    random: random.fork("storm"),
    milliseconds: seconds * 1_000,
    onFault: (kind, target) => {
      counts.faults[kind] = (counts.faults[kind] ?? 0) + 1;
      say(`${secondsSince(started)} s  ${kind}  ${target}`);
    },
  });
  await talking;
  clearInterval(progress);
  healAll(cluster, crowd, seconds >= longRunSeconds);
  say(`${secondsSince(started)} s  all is well again; waiting until everybody has everything`);
  const everything = { cluster, crowd, requests, withReads: true };
  const withinMs = seconds >= longRunSeconds ? settleLongMs : settleShortMs;
  const settledMs = await settle(everything, withinMs);
  let settledWithoutBusMs: number | null = null;
  if (settledMs !== null && cluster.redis) {
    say(`${secondsSince(started)} s  once more, without Redis and with nothing else amiss`);
    const links = cluster.members.flatMap(({ toRedis }) => toRedis ?? []);
    for (const link of links) link.cut();
    const untilMs = performance.now() + withoutBusMs;
    await talk({ crowd, requests, onAction, random: random.fork("without the bus"), untilMs });
    settledWithoutBusMs = await settle({ ...everything, withReads: false }, settleShortMs);
    for (const link of links) link.mend();
    await settle(everything, settleShortMs);
  }
  const history = await collect(cluster, crowd);
  const violations = check(history);
  if (settledMs !== null && cluster.redis && settledWithoutBusMs === null) {
    const detail = `some device did not get everything within ${settleShortMs} ms`;
    violations.push({ rule: "told without the bus", detail });
  }
  for (const detail of cluster.deaths) violations.push({ rule: "nodes stay up", detail });
  if (violations.length > 0) await keep(cluster, history, violations);
  const { devices } = history;
  return {
    operations: sum(counts.operations),
    operationsByKind: counts.operations,
    faults: counts.faults,
    violations,
    seconds,
    nodes,
    seed,
    clients: crowd.seats.length,
    messages: history.database.messages.length,
    frames: devices.reduce((all, { events }) => all + events.filter(isFrame).length, 0),
    closes: ledger.closes,
    settledMs,
    settledWithoutBusMs,
    folder: violations.length > 0 ? cluster.folder : null,
  };
}

/** Lost connections stay lost where there is time for somebody to notice. */
function healAll(cluster: Cluster, crowd: Crowd, hasTime: boolean): void {
  const links = [
    ...crowd.seats.map(({ device }) => device.link),
    ...cluster.members.flatMap(({ toPostgres, toRedis }) => [toPostgres, toRedis ?? toPostgres]),
  ];
  for (const link of links) {
    link.mend();
    if (!hasTime) link.breakLost();
  }
}

async function collect({ seed }: Cluster, crowd: Crowd): Promise<History> {
  const { posts, rewrites, moves } = crowd.ledger;
  for (const { device, recorder } of crowd.seats) {
    recorder.history.replica = device.replica();
    recorder.history.unanswered = device.unanswered();
  }
  return {
    posts: [...posts.values()],
    rewrites,
    moves,
    devices: crowd.seats.map(({ recorder }) => recorder.history),
    founders: crowd.founders,
    database: await readDatabase(seed),
  };
}

async function keep(cluster: Cluster, history: History, violations: Violation[]): Promise<void> {
  cluster.keepFolder();
  const write = (name: string, value: unknown) =>
    writeFile(path.join(cluster.folder, name), JSON.stringify(value));
  await write("history.json", history);
  await write("violations.json", violations);
}

function isFrame({ type }: { type: string }): boolean {
  return type === "frame";
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

function secondsSince(started: number): string {
  return ((performance.now() - started) / 1_000).toFixed(1);
}

function progressLine(
  started: number,
  { operations, faults }: Record<"operations" | "faults", Record<string, number>>,
): string {
  return `${secondsSince(started)} s  ${sum(operations)} operations, ${sum(faults)} faults`;
}
