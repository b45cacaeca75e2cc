import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { BusEvent, PersonEvent } from "../bus/bus.ts";
import { writeOwn } from "../persons/write-own.ts";
import { lockPersons, readPlaces, writePlaces } from "../persons/write-places.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { foldedName } from "../store/folded-name.ts";
import { uuidArray } from "../store/uuid-array.ts";
import { RoomChange } from "./room-change.ts";
import { type RoomRow, roomColumns, roomSettings } from "./row.ts";

/** What is done in one change of a room. It may run twice, the first time without a trace. */
export type Work = (change: RoomChange) => Promise<unknown>;

/** What became of a change. */
export type Outcome = { result: unknown } | { error: unknown };

/** What one commit did: an outcome for each work in turn. */
export interface Batch {
  outcomes: Outcome[];
  events: BusEvent[];
}

/** Gets the room's row, which is locked until the end of the transaction. */
export type OpenRoom = (tx: Db) => Promise<RoomRow>;

/** The room of an id. Throws `room.not_found`. */
export function lockRoom(roomId: string): OpenRoom {
  return async (tx) => {
    const room = await tx
      .selectFrom("rooms")
      .select(roomColumns)
      .where("id", "=", roomId)
      .forUpdate()
      .executeTakeFirst();
    if (!room) throw new Refusal("room.not_found");
    return room;
  };
}

/** What a room begins as. */
export type NewRoom = Pick<RoomRow, "id" | "kind" | "name" | "topic"> &
  Partial<Pick<RoomRow, "user_ids">> & { made_by: string | null };

/** A room at version 0; where there is one of this id already, that, as it is. */
export function insertRoom(room: NewRoom): OpenRoom {
  return async (tx) => {
    const inserted = await tx
      .insertInto("rooms")
      .values({ ...room, ...foldedName(room.name) })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning(roomColumns)
      .executeTakeFirst();
    return inserted ?? lockRoom(room.id)(tx);
  };
}

/**
 * Runs works as changes of one room, one after the other, in one transaction: each gets the version
 * after that of the one before it. A work that fails, fails alone and leaves no trace. The works
 * are asked for one by one, the first when the room is locked.
 *
 * Throws where the transaction fails as a whole, and where a work fails that was the only one.
 */
export async function writeChanges(db: Db, open: OpenRoom, works: Iterable<Work>): Promise<Batch> {
  const taken: Work[] = [];
  function* take(): Iterable<Work> {
    for (const work of works) {
      taken.push(work);
      yield work;
    }
  }
  const batch = await inTransaction(db, async (tx) => runTogether(tx, await open(tx), take()));
  return batch ?? inTransactionApart(db, open, taken);
}

async function inTransactionApart(db: Db, open: OpenRoom, works: readonly Work[]): Promise<Batch> {
  return (await inTransaction(db, async (tx) => runApart(tx, await open(tx), works))) as Batch;
}

/** Commits what `run` did, or rolls it back where that was null. */
async function inTransaction(
  db: Db,
  run: (tx: Db) => Promise<Batch | null>,
): Promise<Batch | null> {
  return db.connection().execute(async (tx) => {
    await sql.raw("BEGIN; SET LOCAL lock_timeout = '5s'").execute(tx);
    let batch: Batch | null;
    try {
      batch = await run(tx);
      if (batch) await sql.raw("COMMIT").execute(tx);
    } catch (error) {
      // On a broken connection the rollback fails too, and the server does it.
      await sql
        .raw("ROLLBACK")
        .execute(tx)
        .catch(() => {});
      throw error;
    }
    if (!batch) await sql.raw("ROLLBACK").execute(tx);
    return batch;
  });
}

/**
 * The usual way: the room's row is written once for all. Gives up, with null, when a work fails
 * among others, unless it was refused before it wrote anything.
 */
async function runTogether(tx: Db, opened: RoomRow, works: Iterable<Work>): Promise<Batch | null> {
  let room = opened;
  let started = 0;
  const changes: RoomChange[] = [];
  const outcomes: Outcome[] = [];
  try {
    for (const work of works) {
      started += 1;
      const change = new RoomChange(tx, room);
      const outcome = await refusedOrDone(change, work);
      outcomes.push(outcome);
      if ("error" in outcome) continue;
      room = change.end();
      changes.push(change);
    }
    if (room !== opened) await writeRoom(tx, room, changes);
  } catch (error) {
    if (started === 1) throw error;
    return null;
  }
  return { outcomes, events: await eventsOf(tx, changes) };
}

async function refusedOrDone(change: RoomChange, work: Work): Promise<Outcome> {
  try {
    return { result: await work(change) };
  } catch (error) {
    if (error instanceof Refusal && !change.hasWritten) return { error };
    throw error;
  }
}

/** The careful way, after that: all that belongs to a change is behind a savepoint of its own. */
async function runApart(tx: Db, opened: RoomRow, works: readonly Work[]): Promise<Batch> {
  let room = opened;
  const changes: RoomChange[] = [];
  const outcomes: Outcome[] = [];
  for (const work of works) {
    const change = new RoomChange(tx, room);
    await sql.raw("SAVEPOINT change").execute(tx);
    try {
      const result = await work(change);
      const after = change.end();
      if (after !== room) await writeRoom(tx, after, [change]);
      outcomes.push({ result });
      changes.push(change);
      room = after;
    } catch (error) {
      await sql.raw("ROLLBACK TO SAVEPOINT change").execute(tx);
      outcomes.push({ error });
    }
    await sql.raw("RELEASE SAVEPOINT change").execute(tx);
  }
  return { outcomes, events: await eventsOf(tx, changes) };
}

async function writeRoom(tx: Db, room: RoomRow, changes: readonly RoomChange[]): Promise<void> {
  const { version, last_number } = room;
  const written = changes.flatMap((change) => change.written);
  const newest = written.at(-1);
  const bumped = newest && {
    bumped_at: sql<Date>`(
      SELECT created_at FROM messages WHERE room_id = ${room.id} AND number = ${newest.number})`,
  };
  const settings = Object.fromEntries(roomSettings.map((setting) => [setting, room[setting]]));
  await tx
    .updateTable("rooms")
    .set({ ...settings, ...foldedName(room.name), version, last_number, ...bumped })
    .where("id", "=", room.id)
    .execute();
  // As with posts: that their authors have read them follows from the log of the room.
  for (const { authorId, number, seen = number } of written) {
    await sql`
      UPDATE members SET read_number = greatest(read_number, ${seen}::bigint)
      WHERE room_id = ${room.id} AND user_id = ${authorId}`.execute(tx);
  }
}

/** What is to be published after the commit. The locks of persons come behind that of the room. */
async function eventsOf(tx: Db, changes: readonly RoomChange[]): Promise<BusEvent[]> {
  const ofPersons = await writePersons(tx, changes);
  const ids = changes.flatMap((change) => [...change.people()]);
  const people = new Map((await loadPeople(tx, ids)).map((user) => [user.id, user]));
  const events = changes.flatMap((change) => change.event(people) ?? []);
  // Of several, the next would be told before the answer that one of them is to its connection.
  if (events.length > 1) for (const event of events) delete event.origin;
  return [...events, ...ofPersons];
}

/**
 * Writes who came in and who went out into their own logs: of each person what became of it in the end. Behind
 * that, what else of people's own belongs to the changes.
 */
async function writePersons(tx: Db, changes: readonly RoomChange[]): Promise<PersonEvent[]> {
  const places = new Map(
    changes.flatMap((change) => [...change.places]).map((place) => [place.user_id, place]),
  );
  const again = new Set(changes.flatMap((change) => [...change.toldAgain]));
  const [room] = changes.map((change) => change.room.id);
  const told = room === undefined ? [] : await readPlaces(tx, room, [...again]);
  const own = changes.flatMap((change) => change.own);
  const owners = own.map(({ toWrite }) => toWrite.userId);
  if (places.size + own.length === 0) return told;
  // What an older node wrote without.
  await sql`
    UPDATE members SET placed_version = version
    WHERE room_id = ${room} AND user_id = ANY(${uuidArray([...places.keys()])}::uuid[])
      AND placed_version IS DISTINCT FROM version`.execute(tx);
  const versions = await lockPersons(tx, [...places.keys(), ...owners]);
  const events = [...told, ...(await writePlaces(tx, versions, [...places.values()]))];
  for (const row of own) {
    const { row: written, event } = await writeOwn(tx, row.toWrite);
    row.written = written;
    if (event) events.push(event);
  }
  return events;
}
