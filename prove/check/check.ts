import type { History } from "../history.ts";
import { checkMoves } from "./moves.ts";
import { checkPosts } from "./posts.ts";
import { checkReads } from "./reads.ts";
import { checkRemoval } from "./removal.ts";
import { checkReplicas } from "./replicas.ts";
import { checkRewrites } from "./rewrites.ts";
import { checkRooms } from "./rooms.ts";
import { Store } from "./store.ts";
import { checkTelling } from "./telling.ts";
import { checkVersions } from "./versions.ts";
import type { Violation } from "./violation.ts";

const rules = [
  checkPosts,
  checkRewrites,
  checkMoves,
  checkRooms,
  checkReads,
  checkTelling,
  checkVersions,
  checkRemoval,
  checkReplicas,
];

/** Compares what everybody saw with what the database holds. An empty list: nothing was broken. */
export function check(history: History): Violation[] {
  const violations: Violation[] = [];
  const store = new Store(history);
  for (const rule of rules) {
    rule(history, store, (name, detail) => violations.push({ rule: name, detail }));
  }
  return violations;
}
