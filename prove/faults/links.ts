import type { Direction, Link } from "@roost/stage/link.ts";
import { type Fault, fault, type World } from "./fault.ts";

const longestDelayMs = 800;

/** The ways between the parts, by their name in the report. */
const ways: Record<string, (world: World) => readonly Link[]> = {
  client: ({ crowd }) => crowd.seats.map(({ device }) => device.link),
  postgres: ({ cluster }) => cluster.members.map(({ toPostgres }) => toPostgres),
  redis: ({ cluster }) => cluster.members.flatMap(({ toRedis }) => toRedis ?? []),
};

/** Links that are cut, slow, or lose what goes over them, in one direction or both. */
export const linkFaults: readonly Fault[] = Object.entries(ways).flatMap(([name, links]) => [
  fault(`${name}-link.cut`, links, (link) => {
    link.cut();
    return () => link.mend();
  }),
  fault(`${name}-link.delay`, links, (link, _, random) => {
    link.delay(random.between(20, longestDelayMs));
    return () => link.mend();
  }),
  losing(`${name}-link.lose-up`, links, ["up"]),
  losing(`${name}-link.lose-down`, links, ["down"]),
  losing(`${name}-link.lose-both`, links, ["up", "down"]),
]);

function losing(
  kind: string,
  links: (world: World) => readonly Link[],
  directions: readonly Direction[],
): Fault {
  return fault(kind, links, (link) => {
    for (const direction of directions) link.lose(direction);
    return () => link.mend();
  });
}
