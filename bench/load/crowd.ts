import { answerAs } from "@roost/stage/process.ts";
import { emptyTally, type Tally } from "./ledger.ts";
import { Member, type Person, pingIntervalMs, tally } from "./member.ts";
import { Talk, type TalkStart } from "./talk.ts";
import { runWaves, toldOfDelivery, type WavesStart } from "./waves.ts";

/**
 * Many connections in a process of their own, with as little work as can be: the server is what is
 * measured. Every message that comes is counted all the same, and has to be the next one.
 */
export type CrowdCommand =
  | { do: "enter"; people: Person[] }
  | ({ do: "talk"; talkers: TalkerCommand[]; warmMs: number; countMs: number } & Spoken)
  | ({ do: "broadcast"; rooms: RoomCommand[] } & Pick<WavesStart, "waves" | "inFlight" | "text">)
  | { do: "leave" };

type Spoken = Pick<TalkStart, "texts" | "pace" | "timesReceipt">;

/** Somebody who talks: their place among the people who entered, and their rooms. */
export interface TalkerCommand {
  person: number;
  roomIds: readonly string[];
}

/** A room in which everybody talks in turn, by the places of its members in the crowd. */
export interface RoomCommand {
  roomId: string;
  people: readonly number[];
}

export interface BroadcastReport {
  tally: Tally;
  loadCpuMicroseconds: number;
}

export interface TalkReport {
  /** All messages acknowledged, and what all connections were told meanwhile. */
  posted: number;
  tally: Tally;
  /** Of the counted time alone. */
  counted: { posted: number; deliveries: number; seconds: number };
  latenciesMs: number[];
  receiptsMs: number[];
  refused: number;
  /** CPU time of the load itself, in microseconds. */
  loadCpuMicroseconds: number;
}

export type CrowdAnswer = { connections: number } | TalkReport | BroadcastReport;

const enteringAtOnce = 100;
const settleWithinMs = 10_000;

let members: Member[] = [];
let talk: Talk | null = null;
let onComplete: (member: Member) => void = () => {};
const onLost: (member: Member, reason: string) => void = fail;

function fail(_: Member, reason: string): void {
  throw new Error(`A connection was lost: ${reason}`);
}

const handlers: {
  [C in CrowdCommand as C["do"]]: (command: C) => Promise<CrowdAnswer>;
} = {
  enter: async ({ people }) => {
    for (let at = 0; at < people.length; at += enteringAtOnce) {
      await enter(people.slice(at, at + enteringAtOnce));
    }
    return { connections: members.length };
  },
  talk: runTalk,
  broadcast: runBroadcast,
  leave: async () => {
    for (const member of members) member.leave();
    members = [];
    return { connections: 0 };
  },
};

answerAs<CrowdCommand, CrowdAnswer>((command) => handlers[command.do](command as never));

/** Everybody says that they are still there, each in a moment of their own, as clients do. */
const pingRounds = 100;
let pingRound = 0;
setInterval(() => {
  pingRound += 1;
  for (let at = pingRound % pingRounds; at < members.length; at += pingRounds) members[at]?.ping();
}, pingIntervalMs / pingRounds);

async function enter(people: Person[]): Promise<void> {
  const entering = new Set<Member>();
  const inside = new Promise<void>((resolve) => {
    onComplete = (member) => {
      entering.delete(member);
      if (entering.size === 0) resolve();
    };
  });
  for (const person of people) {
    const member = new Member(person, {
      posted(from, posted) {
        talk?.takePosted(from, posted);
        toldOfDelivery();
      },
      refused: (from, ...refusal) => talk?.takeRefused(from, ...refusal),
      changed(frame) {
        talk?.takeChanged(frame);
        toldOfDelivery();
      },
      complete: (one) => onComplete(one),
      lost: (one, reason) => onLost(one, reason),
    });
    entering.add(member);
    members.push(member);
    member.connect();
  }
  await inside;
  onComplete = () => {};
}

let wavesSaid = 0;

async function runBroadcast({
  rooms,
  ...waves
}: Extract<CrowdCommand, { do: "broadcast" }>): Promise<BroadcastReport> {
  Object.assign(tally, emptyTally());
  const cpuBefore = process.cpuUsage();
  const present = rooms.map(({ roomId, people }) => ({
    roomId,
    members: people.map((at) => members[at] as Member),
  }));
  await runWaves({ ...waves, rooms: present }, wavesSaid);
  wavesSaid += waves.waves;
  return { tally: { ...tally }, loadCpuMicroseconds: cpuSince(cpuBefore) };
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

async function runTalk(command: Extract<CrowdCommand, { do: "talk" }>): Promise<TalkReport> {
  const { texts, pace, timesReceipt, warmMs, countMs } = command;
  const talkers = command.talkers.map(({ person, roomIds }) => ({
    member: members[person] as Member,
    roomIds,
  }));
  const current = new Talk({ texts, pace, timesReceipt, talkers });
  talk = current;
  Object.assign(tally, emptyTally());
  const cpuBefore = process.cpuUsage();
  current.begin();
  await elapsed(warmMs);
  const before = { posted: current.posted, deliveries: tally.deliveries, atMs: performance.now() };
  current.isCounting = true;
  await elapsed(countMs);
  current.isCounting = false;
  const counted = {
    posted: current.posted - before.posted,
    deliveries: tally.deliveries - before.deliveries,
    seconds: (performance.now() - before.atMs) / 1_000,
  };
  await current.end();
  await settle(current);
  talk = null;
  return {
    posted: current.posted,
    tally: { ...tally },
    counted,
    latenciesMs: current.latenciesMs,
    receiptsMs: current.receiptsMs,
    refused: current.refused,
    loadCpuMicroseconds: cpuSince(cpuBefore),
  };
}

/** Resolves when everybody has every message that was acknowledged. Throws where they do not. */
async function settle(current: Talk): Promise<void> {
  const deadlineMs = performance.now() + settleWithinMs;
  while (members.some((member) => isBehind(member, current))) {
    if (performance.now() > deadlineMs) {
      const behind = members.filter((member) => isBehind(member, current)).length;
      throw new Error(`${behind} connections never got all messages: ${JSON.stringify(tally)}`);
    }
    await elapsed(20);
  }
}

function isBehind({ places }: Member, { heads }: Talk): boolean {
  for (const [roomId, place] of places) {
    const head = heads.get(roomId);
    if (head && (place.number !== head.number || place.version !== head.version)) return true;
  }
  return false;
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
