import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/**
 * What was to be sent later, and was acknowledged, is stored, or its author still has it with the reason; in the
 * end not both. That it is stored once, and as it was written, is looked at with all other posts.
 */
export function checkScheduled({ schedules }: History, { database }: Store, report: Report): void {
  const stored = new Set(
    database.messages.map((row) => `${row.roomId} ${row.authorId} ${row.clientMessageId}`),
  );
  const kept = new Set(
    database.own
      .filter(({ kind, text }) => kind === "scheduled" && text !== "")
      .map(({ userId, key }) => `${userId} ${key}`),
  );
  for (const { userId, roomId, clientMessageId, outcome } of schedules) {
    const isStored = stored.has(`${roomId} ${userId} ${clientMessageId}`);
    const isKept = kept.has(`${userId} ${clientMessageId}`);
    const what = `${clientMessageId} of ${userId} in ${roomId}`;
    if (outcome === "acknowledged" && !isStored && !isKept) {
      report("sent later", `${what} was acknowledged, and is neither stored nor kept`);
    }
    if (isStored && isKept) report("sent later", `${what} is stored, and kept as not sent`);
    if (isStored && outcome === "refused") {
      report("refused is refused", `${what} was refused, and is stored`);
    }
  }
}
