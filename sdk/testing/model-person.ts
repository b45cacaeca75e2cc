import type { PersonChanges, Place } from "@roost/protocol/person.ts";
import { iso } from "./iso.ts";
import type { ModelRoom } from "./model.ts";
import { byVersion, wholeUpTo } from "./versions.ts";

/** What a server keeps of one person: the rooms that they are in, and how far they said to have read. */
export class ModelPerson {
  readonly id: string;
  readonly places = new Map<string, Place>();
  version = 0;

  constructor(id: string) {
    this.id = id;
  }

  /** They are a member as of now. */
  enter(room: ModelRoom): PersonChanges {
    const { id: roomId, version: memberVersion, lastNumber } = room;
    const read = { readNumber: lastNumber, setAt: lastNumber };
    return this.#put({ roomId, memberVersion, ...read, leftAt: null });
  }

  /** They are none any more. */
  leave(room: ModelRoom): PersonChanges {
    const { id: roomId, version: memberVersion } = room;
    return this.#put({ ...this.#place(room), roomId, memberVersion, leftAt: iso(memberVersion) });
  }

  /**
   * Moves the position forwards; null where that is no news, or is said by a device that did not know
   * that it was set back (READ-7).
   */
  read(room: ModelRoom, number: number, known = this.version): PersonChanges | null {
    const place = this.places.get(room.id);
    if (place && known < place.version && number <= place.setAt) return null;
    const before = room.reads.get(this.id) ?? 0;
    const readNumber = room.read(this.id, number);
    return readNumber > before ? this.#put({ ...this.#place(room), readNumber }) : null;
  }

  /** Begins the position anew, further back. */
  readAnew(room: ModelRoom, number: number): PersonChanges {
    room.reads.set(this.id, number);
    return this.#put({ ...this.#place(room), readNumber: number, setAt: room.lastNumber });
  }

  /** Hides the room up to a message, or shows it. */
  hide(room: ModelRoom, hiddenAt: number | null): PersonChanges {
    const { hiddenAt: _, ...place } = this.#place(room);
    if (hiddenAt === null) room.hidden.delete(this.id);
    else room.hidden.set(this.id, hiddenAt);
    return this.#put({ ...place, ...(hiddenAt === null ? {} : { hiddenAt }) });
  }

  /** A change that changes nothing, as of a setting that this replica does not know. */
  touch(): PersonChanges {
    this.version += 1;
    return { since: this.version - 1, version: this.version };
  }

  /** As a server answers: at most `limit` rows. */
  changesSince(since: number, limit: number): PersonChanges {
    const rows = [...this.places.values()].filter((row) => row.version > since).sort(byVersion);
    const version = Math.min(wholeUpTo(rows, limit), this.version);
    const places = rows.filter((row) => row.version <= version);
    return { since, version, places, more: version < this.version };
  }

  #put(place: Omit<Place, "version">): PersonChanges {
    this.version += 1;
    const row = { ...place, version: this.version };
    this.places.set(place.roomId, row);
    return { since: this.version - 1, version: this.version, places: [row] };
  }

  #place(room: ModelRoom): Place {
    const place = this.places.get(room.id);
    if (!place) throw new Error(`${this.id} was never in ${room.id}.`);
    return place;
  }
}
