import type { ChangeFoundMessages, ChangingMessages } from "@roost/protocol/managed-messages.ts";
import { type Actor, actorOf, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { Work } from "../jobs/kinds.ts";
import { lockPeople } from "../people/change-person.ts";
import { Refusal } from "../refusal.ts";
import { keptSince } from "../retention/kept-since.ts";
import type { Db } from "../store/database.ts";
import { changeAny } from "./change.ts";
import { countMessages, findMessages } from "./find.ts";
import { readWish } from "./list.ts";

/** Messages of one step. */
const stepMessages = 100;

/** Where a step begins, with what is to be done at all. */
interface Place {
  wish: ChangeFoundMessages;
  by: Pick<Actor, "means" | "address">;
  /** When it was asked for: a private room was open then. */
  at: string;
  cursor: string | null;
  /** How many there were when it began, without those that were looked at since; null before that is known. */
  left: number | null;
}

/**
 * Deletes all messages that somebody finds now, or brings them back, as a job. Throws `auth.forbidden`, `request.invalid`
 * where nothing says which ones, `room.not_found` and `room.not_opened`.
 */
export async function changeFoundMessages(
  ctx: Pick<Context, "database" | "settings">,
  actor: Actor,
  wish: ChangeFoundMessages,
  now: Date,
): Promise<ChangingMessages> {
  requireRight(actor, "changeFoundMessages");
  const { change: _, ...which } = wish;
  if (Object.keys(which).length === 0) {
    throw new Refusal("request.invalid", "Say which messages: of whom, where, when, or with what.");
  }
  await readWish(ctx, actor, which, now);
  const { id, means, address = null } = actor;
  // What is written from now on is not meant.
  const at = now.toISOString();
  const upToNow = { ...wish, to: wish.to ?? at };
  const place: Place = { wish: upToNow, by: { means, address }, at, cursor: null, left: null };
  const job = { kind: "change-messages", userId: id, createdAt: now, place } as const;
  return { jobId: await enqueue(ctx.database.db, job) };
}

/** Does it to some messages, with the role that who asked for it has now. What keeps one of them from it keeps no other. */
export const changeFoundWork: Work<Place> = {
  canBeCancelled: true,
  async step(ctx, { userId, place, done }, now) {
    if (userId === null || place === null) throw new Error("Nobody says what is to be changed.");
    const { db } = ctx.database;
    const { wish, by, at, cursor } = place;
    const { change, ...which } = wish;
    const actor = await actorNow(db, userId, by);
    requireRight(actor, "changeFoundMessages");
    const deleted = change === "restore";
    const found = await readWish(ctx, actor, which, new Date(at));
    const since = keptSince(ctx.settings.values.deletedKeptDays, now);
    const looked = { ...found, deleted, keptSince: since };
    const left = place.left ?? (await countMessages(db, looked));
    const from = cursor === null ? {} : { cursor };
    const { rows, nextCursor } = await findMessages(db, { ...looked, ...from }, stepMessages);
    const changes = rows.map((row) => changeAny(ctx, actor, change, row, now).catch(passOver));
    await Promise.all(changes);
    const then = Math.max(0, left - rows.length);
    const total =
      done + 1 + (nextCursor === null ? 0 : Math.max(1, Math.ceil(then / stepMessages)));
    const next = nextCursor === null ? null : { ...place, cursor: nextCursor, left: then };
    return { next, total };
  },
};

async function actorNow(db: Db, userId: string, { means, address }: Place["by"]): Promise<Actor> {
  const me = (await lockPeople(db, [userId])).get(userId);
  if (!me || me.suspendedAt) {
    throw new Refusal("auth.required", "The account of who asked for it is no longer in use.");
  }
  return actorOf(me, means, address);
}

function passOver(error: unknown): void {
  if (!(error instanceof Refusal) || error.code === "server.busy") throw error;
}
