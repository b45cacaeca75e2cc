import { limits } from "@roost/protocol/limits.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { emptyTally, type Place, takeChanges, takePosted } from "./ledger.ts";
import {
  kindOf,
  type ScannedPosted,
  scanChangesOnce,
  scanPersonVersion,
  scanPosted,
  scanRooms,
} from "./scan.ts";
import { Wire } from "./wire.ts";

/** Somebody to connect: the token, or null where the server asks for none. */
export interface Person {
  token: string | null;
  /** Where to connect, and where to go next when that is lost. */
  urls: readonly string[];
}

export interface MemberEvents {
  /** My message is stored. */
  posted(member: Member, posted: ScannedPosted): void;
  /** A frame of mine was refused. */
  refused(member: Member, ref: number, code: string, retryAfterMs: number | null): void;
  /** Others' messages came. */
  changed(member: Member, frame: Buffer): void;
  /** The snapshot is there, and all rooms have its versions. */
  complete(member: Member): void;
  /** The connection is lost. */
  lost(member: Member, reason: string): void;
}

export const tally = emptyTally();

/** Frames of what is told and not stored, of all members. */
export const heard = { signals: 0 };

/** The bounds of the SDK's back-off. */
const firstBackOffMs = 250;
const longestBackOffMs = 30_000;

/** A client reduced to what a server can tell it from a real one by: it keeps its places. */
export class Member {
  readonly places = new Map<string, Place>();
  readonly #person: Person;
  readonly #events: MemberEvents;
  #wire: Wire | null = null;
  #urlIndex = 0;
  #attempt = 0;
  #isLive = false;
  /** Of its person's log; null before the first snapshot. */
  #version: number | null = null;
  #retry: NodeJS.Timeout | null = null;
  /** Rooms that are behind the snapshot; their changes are on their way. */
  readonly #behind = new Map<string, number>();

  constructor(person: Person, events: MemberEvents) {
    this.#person = person;
    this.#events = events;
  }

  /** Whether the snapshot has come and nothing that it promised is missing. */
  get isComplete(): boolean {
    return this.#isLive && this.#behind.size === 0;
  }

  get url(): string {
    return this.#person.urls[this.#urlIndex % this.#person.urls.length] as string;
  }

  connect(): void {
    this.#retry = null;
    this.#wire = new Wire(this.url, {
      opened: () => this.#greet(),
      text: (_, frame) => this.#take(frame),
      lost: (_, reason) => this.#lost(reason),
    });
  }

  /** Sends a frame; dropped where there is no connection that has its snapshot. */
  send(text: string): void {
    if (this.#isLive) this.#wire?.send(text);
  }

  ping(): void {
    this.send('{"type":"ping"}');
  }

  /** Breaks the connection, and comes back as the SDK does. */
  cut(): void {
    this.#wire?.cut();
    this.comeBack();
  }

  /**
   * Connects again after a random time that grows with each attempt.
   *
   * @param reason of the loss, which may name the window of that time.
   */
  comeBack(reason = ""): void {
    this.#drop();
    this.#attempt += 1;
    const bound = Math.min(longestBackOffMs, firstBackOffMs * 2 ** (this.#attempt - 1));
    const windowMs = /retry within (\d+) ms$/.exec(reason)?.[1] ?? bound;
    this.#retry = setTimeout(() => this.connect(), Math.random() * Number(windowMs));
  }

  /** Goes to the next of its servers from now on. */
  turnAway(): void {
    this.#urlIndex += 1;
  }

  #drop(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
    this.#wire = null;
    this.#isLive = false;
    this.#behind.clear();
  }

  #lost(reason: string): void {
    this.#drop();
    this.#events.lost(this, reason);
  }

  #greet(): void {
    const rooms: Record<string, number> = {};
    for (const [roomId, { version }] of this.places) rooms[roomId] = version;
    const { token } = this.#person;
    this.#wire?.send(
      JSON.stringify({
        type: "hello",
        protocol: PROTOCOL_VERSION,
        ...(token !== null && { token }),
        ...(this.#version !== null && { person: this.#version, rooms }),
      }),
    );
  }

  #take(frame: Buffer): void {
    switch (kindOf(frame)) {
      case "changes":
        this.#takeChanges(frame);
        break;
      case "posted":
        this.#takePosted(frame);
        break;
      case "snapshot":
      case "person":
        this.#takeRooms(frame);
        break;
      case "typing":
        heard.signals += 1;
        break;
      case "error":
        this.#takeError(frame);
        break;
      case "reset":
        // Whoever is told to load a page has not been told of each message.
        scanRooms(frame, (roomId, _, lastNumber) => {
          tally.missing += lastNumber - (this.places.get(roomId)?.number ?? 0);
        });
        break;
    }
  }

  #takeChanges(frame: Buffer): void {
    const changes = scanChangesOnce(frame);
    const place = this.places.get(changes.roomId);
    if (!place) return;
    if (!takeChanges(place, tally, changes) || changes.more) this.#sync(changes.roomId, place);
    this.#events.changed(this, frame);
    this.#caughtUp(changes.roomId, place);
  }

  #takePosted(frame: Buffer): void {
    const posted = scanPosted(frame);
    const place = this.places.get(posted.roomId);
    if (!place) return;
    if (!takePosted(place, tally, posted)) this.#sync(posted.roomId, place);
    this.#caughtUp(posted.roomId, place);
    this.#events.posted(this, posted);
  }

  #sync(roomId: string, { version }: Place): void {
    this.send(`{"type":"sync","roomId":"${roomId}","since":${version}}`);
  }

  /** All rooms, or those that are new. The first such frame of a connection answers its hello. */
  #takeRooms(frame: Buffer): void {
    const isAnswer = !this.#isLive;
    this.#isLive = true;
    this.#attempt = 0;
    this.#version = scanPersonVersion(frame);
    scanRooms(frame, (roomId, version, lastNumber) => {
      const place = this.places.get(roomId);
      if (!place) this.places.set(roomId, { version, number: lastNumber });
      else if (place.version < version) this.#behind.set(roomId, version);
    });
    if (isAnswer && this.#behind.size === 0) this.#events.complete(this);
  }

  #caughtUp(roomId: string, { version }: Place): void {
    const promised = this.#behind.get(roomId);
    if (promised === undefined || version < promised) return;
    this.#behind.delete(roomId);
    if (this.#behind.size === 0) this.#events.complete(this);
  }

  #takeError(frame: Buffer): void {
    const error = JSON.parse(frame.toString()) as Record<string, unknown>;
    const { ref = -1, code, retryAfterMs = null } = error;
    this.#events.refused(this, ref as number, code as string, retryAfterMs as number | null);
  }
}

/** Pings come at this interval, each member in its own moment. */
export const pingIntervalMs = limits.heartbeatIntervalMs;
