import { answerAs } from "@roost/stage/process.ts";
import { Comeback, type ComebackReport } from "./comeback.ts";
import type {
  BroadcastReport,
  CrowdAnswer,
  CrowdCommand,
  FlowCommand,
  TalkReport,
} from "./commands.ts";
import { emptyTally } from "./ledger.ts";
import { heard, Member, type Person, pingIntervalMs, tally } from "./member.ts";
import { Talk } from "./talk.ts";
import { runWaves, toldOfDelivery } from "./waves.ts";

const enteringAtOnce = 100;
const settleWithinMs = 30_000;

const members: Member[] = [];
let flow: Flow | null = null;
let comeback: Comeback | null = null;
let onComplete: (member: Member) => void = () => {};

/**
 * Many connections in a process of their own, with as little work as can be: the server is what is
 * measured. Every message that comes is counted all the same, and has to be the next one.
 */
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
  flow: async (command) => {
    startFlow(command);
    await elapsed(command.warmMs);
    return { connections: members.length };
  },
  cut: runCut,
  say: async ({ people, text }) => {
    for (const person of people) members[person]?.send(text);
    return { signals: heard.signals };
  },
  calm: async () => (flow as Flow).end(),
  broadcast: runBroadcast,
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
        flow?.talk.takePosted(from, posted);
        toldOfDelivery();
      },
      refused: (from, ...refusal) => flow?.talk.takeRefused(from, ...refusal),
      changed(to, frame) {
        flow?.talk.takeChanged(frame);
        comeback?.look(to);
        toldOfDelivery();
      },
      complete(one) {
        flow?.talk.repeat(one);
        comeback?.look(one);
        onComplete(one);
      },
      lost,
    });
    entering.add(member);
    members.push(member);
    member.connect();
  }
  await inside;
  onComplete = () => {};
}

function lost(member: Member, reason: string): void {
  if (!comeback) throw new Error(`A connection was lost: ${reason}`);
  comeback.lost(member, reason);
  // Whoever was answered knows that there is somebody.
  if (!/^42\d\d /.test(reason)) member.turnAway();
  member.comeBack(reason);
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
  const flow = startFlow(command);
  await elapsed(command.warmMs);
  const counted = await flow.count(command.countMs);
  return { ...(await flow.end()), counted };
}

/** Traffic that flows until it is ended, and what is known of it. */
interface Flow {
  talk: Talk;
  /** Counts for a while. */
  count(milliseconds: number): Promise<TalkReport["counted"]>;
  /** Resolves when everybody has every message that was acknowledged. */
  end(): Promise<TalkReport>;
}

function startFlow({ texts, pace, timesReceipt, talkers }: FlowCommand): Flow {
  const talk = new Talk({
    texts,
    pace,
    timesReceipt,
    talkers: talkers.map(({ person, roomIds }) => ({ member: members[person] as Member, roomIds })),
  });
  flow = { talk, count, end };
  Object.assign(tally, emptyTally());
  const cpuBefore = process.cpuUsage();
  talk.begin();
  return flow;

  async function count(milliseconds: number): Promise<TalkReport["counted"]> {
    const before = { posted: talk.posted, deliveries: tally.deliveries, atMs: performance.now() };
    talk.isCounting = true;
    await elapsed(milliseconds);
    talk.isCounting = false;
    return {
      posted: talk.posted - before.posted,
      deliveries: tally.deliveries - before.deliveries,
      seconds: (performance.now() - before.atMs) / 1_000,
    };
  }

  async function end(): Promise<TalkReport> {
    await talk.end(settleWithinMs);
    await settle(talk);
    flow = null;
    const { posted, latenciesMs, receiptsMs, refused } = talk;
    return {
      posted,
      tally: { ...tally },
      counted: { posted: 0, deliveries: 0, seconds: 0 },
      latenciesMs,
      receiptsMs,
      refused,
      loadCpuMicroseconds: cpuSince(cpuBefore),
    };
  }
}

async function runCut(command: Extract<CrowdCommand, { do: "cut" }>): Promise<ComebackReport> {
  const { people, killPid, withinMs } = command;
  const cut = people.map((at) => members[at] as Member);
  comeback = new Comeback(cut, (flow as Flow).talk, performance.now());
  if (killPid !== undefined) process.kill(killPid, "SIGKILL");
  for (const member of killPid === undefined ? cut : []) {
    comeback.lost(member, "cut");
    member.cut();
  }
  return comeback.complete(withinMs).finally(() => {
    comeback = null;
  });
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
    if (head && (place.number < head.number || place.version < head.version)) return true;
  }
  return false;
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
