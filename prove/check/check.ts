import type { History } from "../history.ts";
import { checkArchived } from "./archived.ts";
import { checkBlocks } from "./blocks.ts";
import { checkDeleted, withoutDeleted } from "./deleted.ts";
import { checkDirects } from "./directs.ts";
import { checkEdits } from "./edits.ts";
import { checkEmoji } from "./emoji.ts";
import { checkForwards } from "./forwards.ts";
import { checkIdentity } from "./identity.ts";
import { checkMoves } from "./moves.ts";
import { checkOwn } from "./own.ts";
import { checkPersons } from "./persons.ts";
import { checkPosts } from "./posts.ts";
import { checkReactions } from "./reactions.ts";
import { checkReads } from "./reads.ts";
import { checkRemoval } from "./removal.ts";
import { checkReplicas } from "./replicas.ts";
import { checkRetention } from "./retention.ts";
import { checkRewrites } from "./rewrites.ts";
import { checkRooms } from "./rooms.ts";
import { checkScheduled } from "./scheduled.ts";
import { checkSignals } from "./signals.ts";
import { Store } from "./store.ts";
import { checkTelling } from "./telling.ts";
import { checkThreads } from "./threads.ts";
import { checkVersions } from "./versions.ts";
import type { Report, Violation } from "./violation.ts";

const rules = [
  checkIdentity,
  checkPosts,
  checkRewrites,
  checkEdits,
  checkForwards,
  checkMoves,
  checkReactions,
  checkThreads,
  checkRooms,
  checkDirects,
  checkBlocks,
  checkArchived,
  checkReads,
  checkPersons,
  checkOwn,
  checkScheduled,
  checkEmoji,
  checkTelling,
  checkVersions,
  checkRemoval,
  checkSignals,
  checkReplicas,
  checkRetention,
];

/** Compares what everybody saw with what the database holds. An empty list: nothing was broken. */
export function check(history: History): Violation[] {
  const violations: Violation[] = [];
  const report: Report = (name, detail) => violations.push({ rule: name, detail });
  checkDeleted(history, report);
  const standing = withoutDeleted(history);
  const store = new Store(standing);
  for (const rule of rules) rule(standing, store, report);
  return violations;
}
