import type { History, Move } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

const told = {
  joined: "join",
  left: "leave",
  added: "invite",
  removed: "remove",
  role: "role",
} as const satisfies Record<string, Move["kind"]>;

/** Who came and went did so because somebody asked for it, and an acknowledged move happened. */
export function checkMoves({ moves }: History, store: Store, report: Report): void {
  const happened = new Map<string, number>();
  const keyOf = (kind: string, roomId: string, userId: string) => `${kind} ${roomId} ${userId}`;
  for (const { roomId, version, system } of store.database.messages) {
    if (!system || !(system.event in told) || !("userId" in system)) continue;
    // The last owner who leaves hands the room on without being asked for it.
    if (system.event === "role" && store.hasLeftAt(roomId, system.byId, version)) continue;
    const key = keyOf(told[system.event as keyof typeof told], roomId, system.userId);
    happened.set(key, (happened.get(key) ?? 0) + 1);
  }
  const asked = Map.groupBy(moves, ({ kind, roomId, userId }) => keyOf(kind, roomId, userId));
  for (const key of new Set([...happened.keys(), ...asked.keys()])) {
    const times = happened.get(key) ?? 0;
    const of = asked.get(key) ?? [];
    const possible = of.filter(({ outcome }) => outcome !== "refused").length;
    if (times > possible) report("nothing invented", `${key}: ${times} times, asked ${possible}`);
    // Who is in already is invited without a change, and who has a role is given it again.
    const done = of.filter(
      ({ outcome, kind }) => outcome === "acknowledged" && kind !== "invite" && kind !== "role",
    );
    if (times < done.length)
      report("no loss", `${key}: ${times} times, acknowledged ${done.length}`);
  }
}
