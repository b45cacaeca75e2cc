import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Random } from "@roost/stage/random.ts";
import { check } from "./check/check.ts";
import type { Violation } from "./check/violation.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { readDatabase } from "./database.ts";
import type { DeviceHistory, History } from "./history.ts";
import { type Crowd, type CrowdSize, gatherCrowd } from "./people/crowd.ts";
import { Ledger } from "./people/recorder.ts";
import { lastRound, stormRound, sweptWithinMs, type Trial } from "./rounds.ts";
import { sum, Tally } from "./tally.ts";

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

/** Lets people talk while things go wrong, then compares what they saw with the database. */
export async function prove(options: ProveOptions): Promise<Proof> {
  const { seconds, nodes, seed, say } = options;
  const random = new Random(seed);
  const cluster = await openCluster(nodes);
  const crowd = await gatherCrowd(cluster, size, new Ledger(), random.fork("crowd"));
  say(`${nodes} nodes, ${crowd.seats.length} clients of ${size.people} people, seed ${seed}`);
  const tally = new Tally(say);
  const trial: Trial = { cluster, crowd, random, tally, requests: new Set() };
  const settledMs = await stormRound(trial, seconds * 1_000);
  const hasLastRound = settledMs !== null && cluster.redis !== null;
  const settledWithoutBusMs = hasLastRound ? await lastRound(trial) : null;
  tally.end();

  const history = await collect(cluster, crowd);
  const violations = check(history);
  if (hasLastRound && settledWithoutBusMs === null) {
    const detail = `some device did not get everything within ${sweptWithinMs} ms`;
    violations.push({ rule: "told without the bus", detail });
  }
  for (const detail of cluster.deaths) violations.push({ rule: "nodes stay up", detail });
  if (violations.length > 0) await keep(cluster, history, violations);
  return {
    operations: sum(tally.operations),
    operationsByKind: tally.operations,
    faults: tally.faults,
    violations,
    seconds,
    nodes,
    seed,
    clients: crowd.seats.length,
    messages: history.database.messages.length,
    frames: countFrames(history),
    closes: crowd.ledger.closes,
    settledMs,
    settledWithoutBusMs,
    folder: violations.length > 0 ? cluster.folder : null,
  };
}

async function collect({ seed }: Cluster, crowd: Crowd): Promise<History> {
  const { posts, rewrites, moves, reactions, opens, owns, schedules, unreads, ...rest } =
    crowd.ledger;
  for (const { device, recorder } of crowd.seats) {
    recorder.history.replica = device.replica();
    recorder.history.own = device.own();
    recorder.history.emoji = device.emoji();
    recorder.history.unanswered = device.unanswered();
  }
  return {
    posts: [...posts.values()],
    rewrites,
    moves,
    reactions,
    opens,
    owns,
    schedules,
    unreads,
    deletions: rest.deletions,
    emoji: rest.emoji,
    devices: crowd.seats.map(({ recorder }) => recorder.history),
    founders: crowd.founders,
    old: crowd.old,
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

function countFrames({ devices }: History): number {
  const ofDevice = ({ events }: DeviceHistory) => events.filter(({ type }) => type === "frame");
  return devices.reduce((all, device) => all + ofDevice(device).length, 0);
}
