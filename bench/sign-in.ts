import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Stage } from "@roost/stage/stage.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure, median, percentile } from "./figure.ts";
import { talkersOf } from "./posts.ts";
import {
  type BenchSettings,
  type Crew,
  enter,
  measureTalk,
  openRoost,
  roostSide,
} from "./sides.ts";

const rounds = 3;
const warmMs = 1_000;
/** Longer than the sign-ins take: the talk ends with them. */
const postsPerSecond = 50;
const password = "twigs, moss and feathers";

interface Blocked {
  longest: number;
  p99: number;
}

/** What people who sign in at once cost those who talk, in turns with quiet. */
export async function signIns(settings: BenchSettings, count: number): Promise<Figure[]> {
  const scenario = `sign-in.${count}`;
  const folder = await mkdtemp(path.join(os.tmpdir(), "roost-sign-in-"));
  const file = path.join(folder, "delays.json");
  const preload = new URL("./load/loop-delay.ts", import.meta.url).href;
  const stage = await openRoost(settings, {
    environment: { LOOP_DELAY_FILE: file },
    nodeOptions: ["--import", preload],
  });
  try {
    const crew: Crew = { people: 2, rooms: [[0, 1]] };
    const side = await roostSide(stage, crew);
    const logins = await addLogins(stage, count);
    await enter(side);
    const talk = async (countMs: number) => {
      const report = await measureTalk(side, stage.postgresPid, {
        ...{ do: "talk", talkers: talkersOf(side, crew, 1), texts: [...settings.texts] },
        ...{ pace: { perSecond: postsPerSecond }, timesReceipt: true, warmMs, countMs },
      });
      return report.latenciesMs;
    };
    await signIn(stage, logins.slice(0, 2));
    const seconds: number[] = [];
    const [quiet, busy]: [number[], number[]] = [[], []];
    const [before, during]: [Blocked[], Blocked[]] = [[], []];
    let countMs = 5_000;
    for (let round = 0; round < rounds; round++) {
      await blocked(stage, file);
      quiet.push(...(await talk(countMs)));
      before.push(await blocked(stage, file));
      const talked = talk(countMs);
      await delay(warmMs);
      const took = await signIn(stage, logins);
      seconds.push(took / 1_000);
      countMs = Math.ceil(took);
      settings.note(`${count} signed in within ${Math.round(took)} ms`);
      busy.push(...(await talked));
      during.push(await blocked(stage, file));
    }
    await side.close();
    const p99 = percentile(busy, 0.99);
    const longest = (some: Blocked[]) => median(some.map((one) => one.longest));
    return [
      figure(scenario, metrics.signedIn, "s", median(seconds)),
      figure(scenario, metrics.postBesideSignIns, "ms", p99, percentile(quiet, 0.99)),
      figure(scenario, metrics.blocked, "ms", longest(during), longest(before)),
    ];
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** People with the password of somebody who signs up. Returns their user names. */
async function addLogins({ seed, url }: Stage, count: number): Promise<string[]> {
  const people = await seed.addUsers(count);
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({
      username: "first",
      name: "First",
      email: "first@example.com",
      password,
    }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  await seed.query(
    `INSERT INTO credentials (user_id, account_id, provider_id, password_hash)
     SELECT t.id, t.id, c.provider_id, c.password_hash
     FROM unnest($1::uuid[]) AS t (id), credentials c`,
    [people.map(({ id }) => id)],
  );
  return people.map(({ username }) => username);
}

/** All at once. Returns how long it took until the last was in, in milliseconds. */
async function signIn({ url }: Stage, usernames: readonly string[]): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    usernames.map(async (username) => {
      const answer = await fetch(`${url}/api/auth/sign-in/username`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: url },
        body: JSON.stringify({ username, password }),
      });
      if (!answer.ok) throw new Error(`${username}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    }),
  );
  return performance.now() - begun;
}

/** How long the server's event loop was blocked at most since the last time. */
async function blocked({ serverPid }: Stage, file: string): Promise<Blocked> {
  await rm(file, { force: true });
  process.kill(serverPid, "SIGUSR2");
  for (;;) {
    await delay(20);
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.endsWith("}")) return JSON.parse(text) as Blocked;
  }
}
