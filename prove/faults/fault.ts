import type { Random } from "@roost/stage/random.ts";
import type { Cluster } from "../cluster.ts";
import type { Crowd } from "../people/crowd.ts";

/** All that a fault may work on. */
export interface World {
  cluster: Cluster;
  crowd: Crowd;
}

/** Sets right what a fault did, as far as that does not happen by itself. */
export type Heal = () => unknown;

/** One kind of thing that goes wrong. */
export interface Fault {
  kind: string;
  /** What it may be done to; at any time, one fault works on each. None: it does not apply here. */
  targets(world: World): readonly object[];
  /** Does it to one of the targets. */
  strike(world: World, target: object, random: Random): Heal | Promise<Heal>;
}

/** A fault whose targets are of one type, which `strike` then gets. */
export function fault<Target extends object>(
  kind: string,
  targets: (world: World) => readonly Target[],
  strike: (target: Target, world: World, random: Random) => Heal | Promise<Heal>,
): Fault {
  return {
    kind,
    targets,
    strike: (world, target, random) => strike(target as Target, world, random),
  };
}

export const nothingToHeal: Heal = () => {};
