import type { Changes } from "@roost/protocol/changes.ts";
import type { PersonChanges } from "@roost/protocol/person.ts";
import type { Receipt } from "@roost/protocol/receipt.ts";
import type { Me } from "@roost/protocol/user.ts";
import type { Device } from "../accounts/device-tokens.ts";
import { findSignedIn } from "../accounts/signed-in.ts";
import type { Context } from "../context.ts";
import { answerPersonChanges, type PersonQuestion } from "../persons/changes.ts";
import { loadPresences, type StoredPresence } from "../presence/stored.ts";
import { loadReceipts } from "../reads/receipts.ts";
import { answerChanges, type ChangesQuestion } from "../rooms/changes.ts";
import { findWriters, type RoomWriter } from "../rooms/may-write.ts";
import { findMemberships, type Membership } from "../rooms/memberships.ts";
import { loadStandings, type Standing } from "../rooms/standing.ts";
import { loadRoomStates, type RoomState } from "../rooms/state.ts";
import { Batch } from "./batch.ts";

/** Who is on a connection, and the sign-in that it belongs to. */
export type Visitor = Device;

/** What a connection begins with. */
export interface Entry extends Standing {
  me: Me;
}

/** What connections ask the store, many of them in one query. */
export interface Questions {
  /** With what changed since a version of the person. Null where the session was signed out. */
  entry: Batch<Visitor & PersonQuestion, Entry | null>;
  membership: Batch<{ userId: string; roomId: string }, Membership | null>;
  /** Who may write. */
  writer: Batch<{ userId: string; roomId: string }, RoomWriter | null>;
  presence: Batch<string, StoredPresence | null>;
  /** How far the members of a room have read. */
  receipts: Batch<string, Receipt[]>;
  state: Batch<string, RoomState | null>;
  changes: Batch<ChangesQuestion, Changes | null>;
  personChanges: Batch<PersonQuestion, PersonChanges>;
}

/** Entries of one query: between two of them, those who talk have their turn. */
const ENTRIES_TOGETHER = 500;
/** A device that comes alone does not wait; of thousands, each waits so long, and costs less. */
const ENTRIES_EVERY_MS = 100;
/** Who types can wait a little, since very many may. */
const TYPING_EVERY_MS = 250;
/** More than a node has connections, and than a client may ask: beyond it, something is wrong. */
const MAX_WAITING = 50_000;
/** Of what is answered by one small row each. */
const ROWS_TOGETHER = 1_000;
/** Each may have as many members as `receiptsMembers`. */
const ROOMS_OF_RECEIPTS_TOGETHER = 100;
/** An answer may have hundreds of rows; these are bounded to bound the memory they take at once. */
const CHANGES_TOGETHER = 50;

export function openQuestions(ctx: Pick<Context, "database">): Questions {
  const { db } = ctx.database;
  return {
    entry: new Batch({
      maxTogether: ENTRIES_TOGETHER,
      everyMs: ENTRIES_EVERY_MS,
      maxWaiting: MAX_WAITING,
      load: async (visitors: readonly (Visitor & PersonQuestion)[]) => {
        const [people, standings] = await Promise.all([
          findSignedIn(db, visitors),
          loadStandings(db, visitors),
        ]);
        return people.map((me, index) => me && { me, ...(standings[index] as Standing) });
      },
    }),
    membership: new Batch({
      maxTogether: ROWS_TOGETHER,
      everyMs: 0,
      maxWaiting: MAX_WAITING,
      load: (pairs: readonly { userId: string; roomId: string }[]) => findMemberships(db, pairs),
    }),
    writer: new Batch({
      maxTogether: ROWS_TOGETHER,
      everyMs: TYPING_EVERY_MS,
      maxWaiting: MAX_WAITING,
      load: (pairs: readonly { userId: string; roomId: string }[]) => findWriters(db, pairs),
    }),
    presence: new Batch({
      maxTogether: ROWS_TOGETHER,
      everyMs: 0,
      maxWaiting: MAX_WAITING,
      load: (userIds: readonly string[]) => loadPresences(db, userIds),
    }),
    receipts: new Batch({
      maxTogether: ROOMS_OF_RECEIPTS_TOGETHER,
      everyMs: 0,
      maxWaiting: MAX_WAITING,
      load: (roomIds: readonly string[]) => loadReceipts(db, roomIds),
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
    personChanges: new Batch({
      maxTogether: CHANGES_TOGETHER,
      everyMs: 0,
      maxWaiting: MAX_WAITING,
      load: (questions: readonly PersonQuestion[]) => answerPersonChanges(db, questions),
    }),
  };
}
