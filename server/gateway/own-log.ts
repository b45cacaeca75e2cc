import { limits } from "@roost/protocol/limits.ts";
import type { PersonChanges } from "@roost/protocol/person.ts";
import { isSetBack } from "@roost/protocol/place.ts";
import type { Hello } from "@roost/protocol/up.ts";
import { ALL } from "../rooms/standing.ts";
import type { Connection } from "./connection.ts";
import { encodeJson, type Ref } from "./frame.ts";
import type { Entry, Questions } from "./questions.ts";
import { personJson, type RoomOfMine, snapshotJson } from "./snapshot.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** Who asks the store for all that is a person's own. */
export interface Asker {
  /** With feeds of its rooms that are as new. Null where the connection has ended. */
  askEntry(subscriptions: Subscriptions, since: number): Promise<Entry | null>;
}

/**
 * What one device is told of its person's log, in order and without a gap. To follow and to leave rooms
 * is part of telling it: a room comes with the row that says that it is theirs.
 */
export class OwnLog {
  readonly #connection: Connection;
  readonly #subscriptions: Subscriptions;
  readonly #questions: Questions;
  readonly #asker: Asker;
  /** The version up to which the device was told. */
  #toldUpTo = 0;

  constructor(
    connection: Connection,
    subscriptions: Subscriptions,
    questions: Questions,
    asker: Asker,
  ) {
    this.#connection = connection;
    this.#subscriptions = subscriptions;
    this.#questions = questions;
    this.#asker = asker;
  }

  get version(): number {
    return this.#toldUpTo;
  }

  /** Answers a hello: with what changed since the version that it names, or with all there is. */
  begin(hello: Hello, entry: Entry, mine: readonly RoomOfMine[]): void {
    const { version, places, own } = entry;
    if (hello.person === undefined) {
      this.#sendSnapshot(entry, mine, {});
      return;
    }
    const since = hello.person;
    const back = new Set(places.filter(isSetBack).map(({ roomId }) => roomId));
    const isShown = ({ feed: { roomId } }: RoomOfMine) =>
      hello.rooms?.[roomId] === undefined || back.has(roomId);
    this.#answer({ since, version, places, own }, mine.filter(isShown), {});
  }

  /** Tells news; where something before them could not be told, that comes too. */
  async tell(changes: PersonChanges): Promise<void> {
    if (changes.version <= this.#toldUpTo) return;
    if (changes.since <= this.#toldUpTo) await this.#tell(changes, false);
    else await this.catchUp();
  }

  /** Tells all that was not told yet. Its rooms may be followed already, and not known to the device. */
  async catchUp(): Promise<void> {
    const { userId } = this.#subscriptions;
    for (;;) {
      const since = this.#toldUpTo;
      const changes = await this.#questions.personChanges.ask({ userId, since });
      if (changes.version <= since) return;
      await this.#tell(changes, true);
      if (!changes.more) return;
    }
  }

  /** Answers what changed since a version, or says all of it. */
  async sync(since: number, ref: Ref): Promise<void> {
    await this.#connection.drained();
    const { userId } = this.#subscriptions;
    const changes = await this.#questions.personChanges.ask({ userId, since });
    if (changes.more || changes.version < since) {
      await this.#startAnew(ref);
    } else {
      const rooms = await this.#subscriptions.takeAll(changes.places ?? [], true);
      this.#answer(changes, rooms, ref);
    }
  }

  async #tell(changes: PersonChanges, isAll: boolean): Promise<void> {
    const rooms = await this.#subscriptions.takeAll(changes.places ?? [], isAll);
    this.#connection.sendEncoded(
      encodeJson(personJson(this.#subscriptions.userId, changes, rooms)),
    );
    this.#subscriptions.shown(rooms);
    this.#toldUpTo = changes.version;
  }

  async #startAnew(ref: Ref): Promise<void> {
    for (;;) {
      const entry = await this.#asker.askEntry(this.#subscriptions, ALL);
      if (!entry) return;
      const mine = this.#subscriptions.follow(entry.memberships);
      if (!mine) continue;
      this.#sendSnapshot(entry, mine, ref);
      return;
    }
  }

  #answer(changes: PersonChanges, rooms: readonly RoomOfMine[], ref: Ref): void {
    const json = personJson(this.#subscriptions.userId, changes, rooms, ref);
    this.#connection.sendOwedEncoded(encodeJson(json));
    this.#subscriptions.shown(rooms);
    this.#toldUpTo = Math.max(this.#toldUpTo, changes.version);
  }

  #sendSnapshot(entry: Entry, mine: readonly RoomOfMine[], ref: Ref): void {
    const json = snapshotJson(this.#subscriptions.userId, entry, mine, ref);
    this.#connection.sendOwedEncoded(encodeJson(json));
    this.#subscriptions.shown(mine);
    this.#toldUpTo = entry.version;
  }
}

/**
 * Whether a client can go on from the version that it names, with the rows that changed since. If not, it
 * has to begin anew: what it names is not what was told up to there.
 */
export function goesOn({ person, rooms = {} }: Hello, entry: Entry): boolean {
  const { version, memberships, places, own } = entry;
  if (person === undefined || person > version) return false;
  if (places.length + own.length > limits.changesRows) return false;
  const changed = new Map(places.map((place) => [place.roomId, place]));
  const mine = new Set(memberships.map(({ roomId }) => roomId));
  for (const roomId of mine) {
    if (changed.get(roomId)?.leftAt) return false;
    if (rooms[roomId] === undefined && !changed.has(roomId)) return false;
  }
  return Object.keys(rooms).every((roomId) => mine.has(roomId) || changed.has(roomId));
}
