import type { Random } from "@roost/stage/random.ts";
import type { Cluster } from "./cluster.ts";
import { storm } from "./faults/storm.ts";
import type { Crowd } from "./people/crowd.ts";
import { talk } from "./people/talk.ts";
import { settle } from "./settle.ts";
import type { Tally } from "./tally.ts";

/** People on servers, and what is under way between them. */
export interface Trial {
  cluster: Cluster;
  crowd: Crowd;
  random: Random;
  tally: Tally;
  /** Requests that have no answer yet. */
  requests: Set<Promise<unknown>>;
}

/**
 * A lost connection that nobody reports is given up within a minute. Back-offs, and a machine that is
 * slow, take the rest.
 */
const settleWithinMs = 110_000;
/**
 * Without Redis the store is looked at every second. Who reconnected meanwhile, after other attempts
 * that failed, may first wait half a minute.
 */
export const sweptWithinMs = 60_000;
const longRunMs = 100_000;

const withoutBusMs = 3_000;

/**
 * Lets people talk while one thing after the other breaks. Returns how long it took from the last
 * fault until everybody had everything, in milliseconds; null where it did not come to that.
 */
export async function stormRound(trial: Trial, milliseconds: number): Promise<number | null> {
  const { cluster, crowd, random, tally } = trial;
  const isLong = milliseconds >= longRunMs;
  const talking = talkFor(trial, "talk", milliseconds);
  await storm({
    world: { cluster, crowd },
    random: random.fork("storm"),
    milliseconds,
    onFault: (kind, target) => tally.fault(kind, target),
  });
  await talking;
  healLinks(cluster, crowd, isLong);
  tally.say("all is well again; waiting until everybody has everything");
  return settle(trial, settleWithinMs);
}

/**
 * The same with nothing amiss but Redis, and while it is away. What is lost at the end of all talk
 * is not repaired by what comes next; the sweep has to find it.
 */
export async function lastRound(trial: Trial): Promise<number | null> {
  trial.tally.say("once more, without Redis and with nothing else amiss");
  const links = trial.cluster.members.flatMap(({ toRedis }) => toRedis ?? []);
  for (const link of links) link.cut();
  await talkFor(trial, "without the bus", withoutBusMs);
  const settledMs = await settle(trial, sweptWithinMs);
  for (const link of links) link.mend();
  await settle(trial, settleWithinMs);
  return settledMs;
}

function talkFor(trial: Trial, name: string, milliseconds: number): Promise<void> {
  const { crowd, random, tally, requests } = trial;
  const untilMs = performance.now() + milliseconds;
  const onAction = (kind: string) => tally.operation(kind);
  return talk({ crowd, requests, onAction, untilMs, random: random.fork(name) });
}

/** Lost connections stay lost where there is time for somebody to notice. */
function healLinks(cluster: Cluster, crowd: Crowd, hasTime: boolean): void {
  const links = [
    ...crowd.seats.map(({ device }) => device.link),
    ...cluster.members.flatMap(({ toPostgres, toRedis }) => [toPostgres, toRedis ?? []].flat()),
  ];
  for (const link of links) {
    link.mend();
    if (!hasTime) link.breakLost();
  }
}
