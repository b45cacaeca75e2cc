import type { Random } from "@roost/stage/random.ts";
import type { Crowd, Seat } from "./crowd.ts";

/** Comes back at another node, if there is one. */
export function reconnect(_: Crowd, seat: Seat, random: Random): undefined {
  seat.node = random.below(3);
  seat.device.link.breakAll();
}

export function restart(_: Crowd, { device }: Seat): undefined {
  device.restart();
}
