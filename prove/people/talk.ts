import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "@roost/stage/random.ts";
import { chooseAction } from "./actions.ts";
import type { Crowd, Seat } from "./crowd.ts";

/** Of all devices together. */
const actionsPerSecond = 30;

export interface Talking {
  crowd: Crowd;
  random: Random;
  /** By `performance.now()`. */
  untilMs: number;
  onAction: (name: string) => void;
  /** Gets the requests that have no answer yet. */
  requests: Set<Promise<unknown>>;
}

/** Everybody does this and that, each at moments of their own, and waits for nobody. */
export async function talk(talking: Talking): Promise<void> {
  await Promise.all(talking.crowd.seats.map((seat) => act(seat, talking)));
}

async function act(seat: Seat, talking: Talking): Promise<void> {
  const { crowd, untilMs, requests } = talking;
  const own = talking.random.fork(seat.device.name);
  const meanMs = (crowd.seats.length * 1_000) / actionsPerSecond;
  for (let step = 0; ; step += 1) {
    // What one step takes from chance does not move the next one.
    const chance = own.fork(`${step}`);
    await delay(chance.pause(meanMs));
    if (performance.now() > untilMs) return;
    const action = chooseAction(chance);
    talking.onAction(action.name);
    const request = action.act(crowd, seat, chance);
    if (!request) continue;
    const done = request.finally(() => requests.delete(done));
    requests.add(done);
  }
}
