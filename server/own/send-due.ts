import type { Scheduled } from "@roost/protocol/scheduled.ts";
import { sql } from "kysely";
import {
  joinedStandingOf,
  type StandingRow,
  standingJoin,
  withStanding,
} from "../accounts/standing.ts";
import { isKeptOut } from "../accounts/suspension.ts";
import { actorOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { postMessage } from "../messages/post.ts";
import { changeOwn } from "../persons/put-own.ts";
import { Refusal } from "../refusal.ts";

/** Messages that are looked for at once. */
const BATCH = 100;
/** Of them, those of one person in one room: nobody's many take the places of all others. */
const LANE_ROWS = 10;
/** People in a room whose messages are sent at once: what is said now needs the database too. */
const LANES_AT_ONCE = 8;

type SendContext = Pick<Context, "database" | "bus" | "posts" | "changes" | "asked" | "filters">;

interface Due extends StandingRow {
  userId: string;
  isSuspended: boolean;
  key: string;
  value: Scheduled;
}

/**
 * What became of a message: it is done with, its time is a later one now, or the database could not store it.
 * What is behind the last two has to wait.
 */
type Outcome = "settled" | "moved" | "busy";

/**
 * Sends the messages whose time has come. It may run on several nodes at once, and end in the middle: a message
 * is frozen before it is posted, it is posted under the id of its row, so that it is stored once, and the row
 * goes only when it is stored. What is refused stays with the reason.
 *
 * It goes on while it gets ahead. What has to wait, waits for the next run.
 *
 * Throws the first fault, when all others that were found with it are done with.
 */
export async function sendDue(ctx: SendContext, now: () => Date): Promise<void> {
  const stopped = new Set<string>();
  let isAhead: boolean;
  do {
    isAhead = false;
    const due = await findDue(ctx, now(), stopped);
    // In the order of their times in a room; rooms do not wait for each other.
    const lanes = Map.groupBy(due, laneOf);
    await eachOf([...lanes], async ([name, lane]) => {
      const outcomes = await sendAll(ctx, lane, now);
      if (outcomes.some((outcome) => outcome !== "busy")) isAhead = true;
      if (outcomes.at(-1) !== "settled") stopped.add(name);
    });
  } while (isAhead);
}

const laneOf = ({ userId, value }: Due) => `${userId} ${value.roomId}`;

/** Does something with all of them, some at once. Throws the first fault, when all are done with. */
async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const faults: unknown[] = [];
  const waiting = all.values();
  const workers = Array.from({ length: LANES_AT_ONCE }, async () => {
    for (const one of waiting) await work(one).catch((fault: unknown) => faults.push(fault));
  });
  await Promise.all(workers);
  if (faults.length > 0) throw faults[0];
}

/**
 * The first ones of each lane, those that are first in theirs before all others. In a lane they stand by the times
 * that were chosen for them, and behind one that slow mode has moved none is due. One that was touched already
 * has a later version than those of its time that it stands before.
 */
async function findDue(
  { database }: SendContext,
  now: Date,
  stopped: ReadonlySet<string>,
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    SELECT o.user_id AS "userId", ${joinedStandingOf("u")}, o.key, o.value,
      ${isKeptOut("u")} AS "isSuspended"
    FROM (
      SELECT d.user_id, d.key, d.value, d.value ->> 'sendAt' AS send_at, row_number() OVER (
        PARTITION BY d.user_id, d.value ->> 'roomId'
        ORDER BY coalesce(d.value ->> 'movedFrom', d.value ->> 'sendAt') COLLATE "C",
          d.value ?| '{movedFrom,sending}' DESC, d.version
      ) AS place
      FROM own_rows d
      WHERE d.kind = 'scheduled' AND NOT d.value ? 'failure'
        AND (d.value ->> 'sendAt') COLLATE "C" <= ${now.toISOString()}
        AND d.user_id || ' ' || (d.value ->> 'roomId') <> ALL(${[...stopped]}::text[])
        AND NOT EXISTS (
          SELECT FROM own_rows w
          WHERE w.user_id = d.user_id AND w.kind = 'scheduled' AND NOT w.value ? 'failure'
            AND w.value ->> 'roomId' = d.value ->> 'roomId'
            AND (w.value ->> 'sendAt') COLLATE "C" > ${now.toISOString()}
            AND (w.value ->> 'movedFrom') COLLATE "C"
              <= coalesce(d.value ->> 'movedFrom', d.value ->> 'sendAt') COLLATE "C"
        )
    ) o
    JOIN users u ON u.id = o.user_id
    ${standingJoin("u")}
    WHERE o.place <= ${LANE_ROWS}
    ORDER BY o.place, o.send_at COLLATE "C"
    LIMIT ${BATCH}`.execute(database.db);
  return rows;
}

/** What became of each, until one has to wait. */
async function sendAll(
  ctx: SendContext,
  lane: readonly Due[],
  now: () => Date,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of lane) {
    const outcome = await send(ctx, one, now);
    outcomes.push(outcome);
    if (outcome !== "settled") break;
  }
  return outcomes;
}

async function send(ctx: SendContext, due: Due, now: () => Date): Promise<Outcome> {
  const held = await freeze(ctx, due, now());
  if (!held || held.failure) return "settled";
  // Another node was told to wait, or its author has chosen a later time.
  if (!held.sending) return "moved";
  const { roomId, body, replyTo, threadNumber, alsoInRoom } = held;
  const author = actorOf({ id: due.userId, ...withStanding(due) }, "session");
  // Nobody looks at the room as it is sent: it says nothing of how far its author has read.
  const post = { roomId, author, clientMessageId: due.key, body, seen: 0 };
  try {
    if (due.isSuspended) throw new Refusal("auth.suspended");
    await postMessage(ctx, { ...post, replyTo, threadNumber, alsoInRoom });
  } catch (error) {
    return refused(ctx, due, error, now());
  }
  await become(ctx, due, () => null);
  return "settled";
}

/** The message as it is now: where it is due still, changed by nobody from now on. Null where it is gone. */
async function freeze(ctx: SendContext, due: Due, now: Date): Promise<Scheduled | null> {
  const row = await become(ctx, due, (held) =>
    held && !held.failure && held.sendAt <= now.toISOString() ? { ...held, sending: true } : held,
  );
  return row?.kind === "scheduled" ? row.value : null;
}

async function refused(ctx: SendContext, due: Due, error: unknown, now: Date): Promise<Outcome> {
  if (!(error instanceof Refusal)) throw error;
  const { code, detail, retryAfterMs } = error;
  // It may have been stored: it stays as it is, and is tried again soon.
  if (code === "server.busy") return "busy";
  await become(ctx, due, (held) => {
    // Another node was told so too, and its author may have changed it since.
    if (!held?.sending) return held;
    const { sending, ...rest } = held;
    if (retryAfterMs === undefined) return { ...rest, failure: { code, detail } };
    // The time that was chosen stays its place before those behind it.
    const { sendAt, movedFrom = sendAt } = held;
    const later = new Date(now.getTime() + retryAfterMs).toISOString();
    return { ...rest, sendAt: later, movedFrom };
  });
  return retryAfterMs === undefined ? "settled" : "moved";
}

function become(
  ctx: SendContext,
  { userId, key }: Due,
  change: (held: Scheduled | null) => Scheduled | null,
) {
  return changeOwn<"scheduled">(ctx, { userId, kind: "scheduled", key }, change);
}
