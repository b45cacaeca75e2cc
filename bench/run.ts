import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { endAll } from "@roost/stage/process.ts";
import { unjudged } from "./bars.ts";
import { clusterKill } from "./cluster.ts";
import { directsOpen } from "./directs.ts";
import { fanout } from "./fanout.ts";
import type { Figure } from "./figure.ts";
import { idle } from "./idle.ts";
import { latencyHalf, latencyLone } from "./latency.ts";
import { messagesList } from "./messages.ts";
import { peopleList } from "./people.ts";
import { posts } from "./posts.ts";
import { reactions } from "./reactions.ts";
import { replay } from "./replay.ts";
import { writeReport } from "./report.ts";
import { revocation } from "./revocation.ts";
import { roomsOpen } from "./rooms.ts";
import type { BenchSettings } from "./sides.ts";
import { signIns } from "./sign-in.ts";
import { storm } from "./storm.ts";
import { switchRooms } from "./switch.ts";
import { printTable } from "./table.ts";
import { readTexts } from "./texts.ts";
import { typing } from "./typing.ts";

const scenarios: Record<string, (settings: BenchSettings) => Promise<Figure[]>> = {
  "fanout.10.1": (settings) => fanout(settings, 10, 1, 8),
  "fanout.10.8": (settings) => fanout(settings, 10, 8, 16),
  "fanout.1000.1": (settings) => fanout(settings, 1_000, 1, 25),
  "fanout.1000.8": (settings) => fanout(settings, 1_000, 8, 50),
  "fanout.10000.1": (settings) => fanout(settings, 10_000, 1, 250),
  "reactions.1000": (settings) => reactions(settings, 1_000),
  "typing.1000": (settings) => typing(settings, 1_000),
  "directs.open": directsOpen,
  "rooms.1000": (settings) => roomsOpen(settings, 1_000),
  "switch.1000": (settings) => switchRooms(settings, 1_000),
  "messages.1000000": (settings) => messagesList(settings, 1_000_000),
  "people.100000": (settings) => peopleList(settings, 100_000),
  "posts.2": (settings) => posts(settings, 2),
  "posts.20": (settings) => posts(settings, 20),
  "latency.lone": latencyLone,
  "latency.half": latencyHalf,
  "idle.1000": (settings) => idle(settings, 1_000),
  "idle.10000": (settings) => idle(settings, 10_000),
  "storm.5000": (settings) => storm(settings, 5_000),
  "cluster.kill": clusterKill,
  revocation,
  "sign-in.50": (settings) => signIns(settings, 50),
};

const usage = `npm run bench -- [options]

Without options, all scenarios: about twenty minutes on a machine that does nothing else.

  --only NAME       one scenario: ${Object.keys(scenarios).join(", ")}
  --json FILE       also write the figures there, as an array
  --report FILE     also write them into this document, between its marks (docs/performance.md)
  --texts FILE      what is said: a JSON object a line with "text" (plain or .gz); else it is made up
  --in-flight N     messages of each sender on their way in posts.* (3)
  --profile FOLDER  write CPU profiles of the server there; they slow it down
  --verbose         also say what explains a figure
  --replay FILE     instead: real messages, a JSON object a line with "nick" and "text"
                    (plain or .gz), said by SDK clients; then every replica is compared with
                    the database
  --messages N      … so many of them (20000)
  --users N         … by so many people (200)
  --rooms N         … in so many rooms (20)
`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    json: { type: "string" },
    report: { type: "string" },
    texts: { type: "string" },
    "in-flight": { type: "string", default: "3" },
    profile: { type: "string" },
    replay: { type: "string" },
    messages: { type: "string", default: "20000" },
    users: { type: "string", default: "200" },
    rooms: { type: "string", default: "20" },
    verbose: { type: "boolean" },
    help: { type: "boolean" },
  },
});

async function figures(): Promise<Figure[]> {
  const { replay: file, messages, users, rooms } = values;
  if (file !== undefined) {
    return replay({ file, messages: Number(messages), users: Number(users), rooms: Number(rooms) });
  }
  const settings = {
    texts: (await readTexts(values.texts)).map((text) => JSON.stringify(text)),
    inFlight: Number(values["in-flight"]),
    profileFolder: values.profile ?? null,
    note: values.verbose ? (text: string) => process.stderr.write(`${text}\n`) : () => {},
  };
  const chosen = Object.entries(scenarios).filter(([name]) => (values.only ?? name) === name);
  if (chosen.length === 0) throw new Error(`There is no scenario "${values.only}".\n\n${usage}`);
  const all: Figure[] = [];
  for (const [name, run] of chosen) {
    try {
      all.push(...(await run(settings)));
    } catch (error) {
      // The others are measured all the same.
      process.stderr.write(`${name} failed: ${(error as Error).stack}\n`);
      process.exitCode = 1;
      await endAll();
    }
  }
  if (values.only === undefined && process.exitCode === undefined) {
    for (const bar of unjudged(all)) throw new Error(`No figure was held to the bar of ${bar}.`);
  }
  return all;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void endAll().then(() => process.exit(1)));
}

if (values.help) {
  process.stdout.write(usage);
} else {
  const measured = await figures().finally(endAll);
  printTable(measured);
  if (values.json !== undefined) await writeFile(values.json, JSON.stringify(measured, null, 2));
  if (values.report !== undefined) await writeReport(values.report, measured);
}
