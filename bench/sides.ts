import {
  cpuMicroseconds,
  familyCpuMicroseconds,
  startWorker,
  type Worker,
} from "@roost/stage/process.ts";
import type { SeededUser } from "@roost/stage/seed.ts";
import { openStage, type Stage, type StageOptions } from "@roost/stage/stage.ts";
import type { BroadcastCommand } from "./baseline/broadcast.ts";
import type { InsertCommand } from "./baseline/insert.ts";
import type { MemberLists } from "./baseline/rooms.ts";
import type { CrowdAnswer, CrowdCommand, TalkReport } from "./load/commands.ts";
import type { Person } from "./load/member.ts";

export type Crowd = Worker<CrowdCommand, CrowdAnswer>;

/** What all scenarios are told. */
export interface BenchSettings {
  /** What is said, each as JSON. */
  texts: readonly string[];
  /** Messages of each sender on their way, where the load is as much as a server takes. */
  inFlight: number;
  /** Where profiles of the server's CPU go; null where none are made. */
  profileFolder: string | null;
  /** Told of what explains a figure. */
  note(text: string): void;
}

/** A server under test, and a crowd that connects to it. */
export interface Side {
  serverPid: number;
  crowd: Crowd;
  people: Person[];
  /** The rooms of the crew, in its order. */
  roomIds: readonly string[];
  close(): Promise<void>;
}

/** People, and rooms by their members: each is a number, the place of the person in the crowd. */
export interface Crew {
  people: number;
  rooms: readonly (readonly number[])[];
}

export function openRoost(settings: BenchSettings, options: StageOptions = {}): Promise<Stage> {
  const { profileFolder } = settings;
  const profile = profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`] : [];
  return openStage({ ...options, nodeOptions: [...profile, ...(options.nodeOptions ?? [])] });
}

/** Roost, and tokens for everybody of the plan. */
export async function roostSide(stage: Stage, { people, rooms }: Crew): Promise<Side> {
  const users = await stage.seed.addUsers(people);
  const idsOf = (members: readonly number[]) => members.map((at) => (users[at] as SeededUser).id);
  const roomIds = await stage.seed.addRooms(rooms.map(idsOf));
  const urls = stage.nodes.map(({ gatewayUrl }) => gatewayUrl);
  const crowd = await startCrowd();
  return {
    serverPid: stage.serverPid,
    crowd,
    people: users.map(({ token }, at) => ({ token, urls: rotated(urls, at % urls.length) })),
    roomIds,
    close: () => crowd.stop(),
  };
}

/** People are spread over the nodes, each with the others to go to. */
function rotated<Item>(items: readonly Item[], by: number): Item[] {
  return [...items.slice(by), ...items.slice(0, by)];
}

/** A server to compare with, and everybody of the plan connected to it. */
async function baselineSide<Command>(
  file: URL,
  { people, rooms }: Crew,
  command: (rooms: MemberLists) => Command,
): Promise<Side> {
  const server = await startWorker<Command, { port: number }>(file);
  const ids = Array.from({ length: people }, () => crypto.randomUUID());
  const memberLists = Object.fromEntries(
    rooms.map((members) => [crypto.randomUUID(), members.map((at) => ids[at] as string)]),
  );
  const { port } = await server.ask(command(memberLists));
  const crowd = await startCrowd();
  const urls = [`ws://127.0.0.1:${port}/`];
  return {
    serverPid: server.pid,
    crowd,
    people: ids.map((token) => ({ token, urls })),
    roomIds: Object.keys(memberLists),
    async close() {
      await crowd.stop();
      await server.stop();
    },
  };
}

/** The server that one writes first, on the same PostgreSQL. */
export function insertSide({ databaseUrl }: Stage, crew: Crew): Promise<Side> {
  const file = new URL("./baseline/insert.ts", import.meta.url);
  return baselineSide<InsertCommand>(file, crew, (rooms) => ({ databaseUrl, rooms }));
}

/** A server that does nothing but deliver. */
export function broadcastSide(listen: BroadcastCommand["listen"], crew: Crew): Promise<Side> {
  const file = new URL("./baseline/broadcast.ts", import.meta.url);
  return baselineSide<BroadcastCommand>(file, crew, (rooms) => ({ listen, rooms }));
}

export async function startCrowd(): Promise<Crowd> {
  return startWorker<CrowdCommand, CrowdAnswer>(new URL("./load/crowd.ts", import.meta.url));
}

export async function enter({ crowd, people }: Side): Promise<void> {
  await crowd.ask({ do: "enter", people });
}

/** Asks for an answer that has a certain field. */
export async function ask<Key extends string>(
  { crowd }: Side,
  command: CrowdCommand,
  key: Key,
): Promise<Extract<CrowdAnswer, Record<Key, unknown>>> {
  const answer = await crowd.ask(command);
  if (!(key in answer)) throw new Error(`The crowd did not answer ${command.do}.`);
  return answer as Extract<CrowdAnswer, Record<Key, unknown>>;
}

/** A report of a crowd with the CPU time that the others took meanwhile. */
export interface Measured extends TalkReport {
  serverCpuMicroseconds: number;
  postgresCpuMicroseconds: number;
}

/** Has a crowd talk. Throws where a message was lost or doubled: such a server has no figures. */
export async function measureTalk(
  side: Side,
  postgresPid: number,
  command: Extract<CrowdCommand, { do: "talk" }>,
): Promise<Measured> {
  const server = cpuMicroseconds(side.serverPid);
  const postgres = familyCpuMicroseconds(postgresPid);
  const report = await ask(side, command, "posted");
  const { missing, doubled } = report.tally;
  if (missing + doubled > 0) throw new Error(`${missing} missing, ${doubled} doubled`);
  return {
    ...report,
    serverCpuMicroseconds: cpuMicroseconds(side.serverPid) - server,
    postgresCpuMicroseconds: familyCpuMicroseconds(postgresPid) - postgres,
  };
}

/** Throws where anything else is stored than what was acknowledged. */
export async function compareWithDatabase({ seed }: Stage, posted: number): Promise<void> {
  const [stored] = await seed.query<{ messages: number; numbers: number }>(
    `SELECT (SELECT count(*) FROM messages) AS messages, (SELECT sum(last_number)::bigint FROM rooms) AS numbers`,
  );
  if (stored?.messages !== posted || stored.numbers !== posted) {
    throw new Error(`${posted} posts were acknowledged; stored is ${JSON.stringify(stored)}.`);
  }
}
