import type { Changes } from "@roost/protocol/changes.ts";
import type { Me } from "@roost/protocol/user.ts";
import { findSignedIn } from "../accounts/signed-in.ts";
import type { Context } from "../context.ts";
import { answerChanges, type ChangesQuestion } from "../rooms/changes.ts";
import { findMemberships, listMemberships, type Membership } from "../rooms/memberships.ts";
import { loadRoomStates, type RoomState } from "../rooms/state.ts";
import { Batch } from "./batch.ts";

/** Who is on a connection, and the sign-in that it belongs to. */
export interface Visitor {
  userId: string;
  sessionId: string;
}

/** What a connection begins with. */
export interface Entry {
  me: Me;
  memberships: readonly Membership[];
}

/** What connections ask the store, many of them in one query. */
export interface Questions {
  /** Null where the session was signed out. */
  entry: Batch<Visitor, Entry | null>;
  membership: Batch<{ userId: string; roomId: string }, Membership | null>;
  state: Batch<string, RoomState | null>;
  changes: Batch<ChangesQuestion, Changes | null>;
}

/** Entries of one query: between two of them, those who talk have their turn. */
const ENTRIES_TOGETHER = 500;
/** A device that comes alone does not wait; of thousands, each waits so long, and costs less. */
const ENTRIES_EVERY_MS = 100;
/** More than a node has connections, and than a client may ask: beyond it, something is wrong. */
const MAX_WAITING = 50_000;
/** Of what is answered by one small row each. */
const ROWS_TOGETHER = 1_000;
/** An answer may have hundreds of rows; these are bounded to bound the memory they take at once. */
const CHANGES_TOGETHER = 50;

export function openQuestions(ctx: Pick<Context, "database">): Questions {
  const { db } = ctx.database;
  return {
    entry: new Batch({
      maxTogether: ENTRIES_TOGETHER,
      everyMs: ENTRIES_EVERY_MS,
      maxWaiting: MAX_WAITING,
      load: async (visitors: readonly Visitor[]) => {
        const userIds = visitors.map(({ userId }) => userId);
        const [people, memberships] = await Promise.all([
          findSignedIn(db, visitors),
          listMemberships(db, userIds),
        ]);
        return people.map((me) => me && { me, memberships: memberships.get(me.id) ?? [] });
      },
    }),
    membership: new Batch({
      maxTogether: ROWS_TOGETHER,
      everyMs: 0,
      maxWaiting: MAX_WAITING,
      load: (pairs: readonly { userId: string; roomId: string }[]) => findMemberships(db, pairs),
    }),
    state: new Batch({
      maxTogether: ROWS_TOGETHER,
      everyMs: 0,
      maxWaiting: MAX_WAITING,
      load: async (roomIds: readonly string[]) => {
        const states = await loadRoomStates(db, roomIds);
        return roomIds.map((roomId) => states.get(roomId) ?? null);
      },
    }),
    changes: new Batch({
      maxTogether: CHANGES_TOGETHER,
      everyMs: 0,
      maxWaiting: MAX_WAITING,
      load: (questions: readonly ChangesQuestion[]) => answerChanges(ctx, questions),
    }),
  };
}
