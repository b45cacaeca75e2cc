import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "@roost/stage/random.ts";
import { clientFaults } from "./clients.ts";
import type { Fault, World } from "./fault.ts";
import { linkFaults } from "./links.ts";
import { processFaults } from "./processes.ts";

export const faults: readonly Fault[] = [...processFaults, ...linkFaults, ...clientFaults];

/** On average a fault begins this often at most. */
const gapMs = 2_500;
const shortMs = [200, 2_500] as const;
/** Longer than anybody waits for an answer: connections have to be given up. */
const longMs = [15_000, 40_000] as const;
const longChance = 0.12;
/** For the kinds that a short run has not come to, also where all takes longer. */
const longestOvertimeMs = 60_000;
/** From this length on, a run has time for long faults. */
const longRunMs = 100_000;

export interface StormOptions {
  world: World;
  random: Random;
  milliseconds: number;
  onFault: (kind: string, target: string) => void;
}

/**
 * Lets one thing after the other go wrong, several at once, each kind before any comes again.
 * Resolves when the time is over and all is healed that was broken.
 */
export async function storm(options: StormOptions): Promise<void> {
  const { world, random, milliseconds } = options;
  const deadline = performance.now() + milliseconds;
  const possible = faults.filter((fault) => fault.targets(world).length > 0);
  const isLong = milliseconds >= longRunMs;
  const meanMs = Math.min(gapMs, (milliseconds * 0.8) / possible.length);
  const struck = new Set<object>();
  const running = new Set<Promise<void>>();
  let deck: Fault[] = [];
  let dealt = 0;
  for (;;) {
    await delay(random.between(0.5, 1.5) * meanMs);
    const overtimeMs = performance.now() - deadline;
    if (overtimeMs > longestOvertimeMs || (overtimeMs > 0 && (dealt > 1 || !deck.length))) break;
    if (deck.length === 0) {
      deck = random.shuffled(possible);
      dealt += 1;
    }
    const fault = deck.pop() as Fault;
    const own = random.fork(`${random.next()}`);
    const long = isLong && random.chance(longChance);
    const [low, high] = long ? longMs : shortMs;
    const lastsMs = random.between(low, high);
    const target = own.pick(fault.targets(world).filter((one) => !struck.has(one)));
    if (!target) {
      // All that it could be done to are broken already: another time.
      deck.unshift(fault);
      continue;
    }
    options.onFault(fault.kind, nameOf(world, target));
    struck.add(target);
    const one = run(fault, target, own, lastsMs).finally(() => {
      struck.delete(target);
      running.delete(one);
    });
    running.add(one);
  }
  await Promise.all(running);

  async function run(fault: Fault, target: object, own: Random, lastsMs: number): Promise<void> {
    const heal = await fault.strike(world, target, own);
    await delay(Math.min(lastsMs, Math.max(0, deadline - performance.now())));
    await heal();
  }
}

function nameOf({ cluster, crowd }: World, target: object): string {
  for (const member of cluster.members) {
    const { node, toPostgres, toRedis } = member;
    if ([member, toPostgres, toRedis].includes(target as typeof member)) return node.name;
  }
  const seat = crowd.seats.find((one) => one === target || one.device.link === target);
  return seat ? seat.device.name : "all";
}
