import type { Database, History, MessageRow } from "../history.ts";

/** From when to when somebody was in a room: from the first version up to, but without, the last. */
interface Stay {
  from: number;
  to: number;
  /** Of the message that told of its beginning; 0 where there was none. */
  number: number;
}

/** The database in the end, and what follows from its rows. */
export class Store {
  readonly database: Database;
  /** By room, in the order of their numbers. */
  readonly #messages: Map<string, MessageRow[]>;
  readonly #stays = new Map<string, Stay[]>();
  readonly #blocks: ReadonlySet<string>;

  constructor({ database, founders }: Pick<History, "database" | "founders">) {
    this.database = database;
    this.#messages = Map.groupBy(
      database.messages.toSorted((a, b) => a.number - b.number),
      ({ roomId }) => roomId,
    );
    const blocks = database.own.filter(({ kind, text }) => kind === "block" && text !== "");
    this.#blocks = new Set(blocks.map(({ userId, key }) => `${userId} ${key}`));
    for (const [roomId, userIds] of Object.entries(founders)) {
      for (const userId of userIds) this.#enter(roomId, userId, 1, 0);
    }
    for (const { id, userIds } of database.rooms) {
      for (const userId of userIds ?? []) this.#enter(id, userId, 1, 0);
    }
    for (const messages of this.#messages.values()) {
      for (const message of messages) this.#move(message);
    }
  }

  messages(roomId: string): readonly MessageRow[] {
    return this.#messages.get(roomId) ?? [];
  }

  message(roomId: string, number: number): MessageRow | undefined {
    const held = this.messages(roomId)[number - 1];
    if (held?.number === number) return held;
    return this.messages(roomId).find((one) => one.number === number);
  }

  /** Whether somebody was a member after the change to this version. */
  wasMember(roomId: string, userId: string, version: number): boolean {
    const stays = this.#stays.get(`${roomId} ${userId}`) ?? [];
    return stays.some(({ from, to }) => from <= version && version < to);
  }

  /** The version at which somebody came in who has read up to this message; 0 where they had not. */
  cameInAt(roomId: string, userId: string, readNumber: number): number {
    const stays = this.#stays.get(`${roomId} ${userId}`) ?? [];
    return stays.findLast(({ number }) => number <= readNumber)?.from ?? 0;
  }

  /** Whether the change to this version ended somebody's membership. */
  hasLeftAt(roomId: string, userId: string, version: number): boolean {
    return (this.#stays.get(`${roomId} ${userId}`) ?? []).some(({ to }) => to === version);
  }

  /** Members in the end, as the messages of the room tell it. */
  isMember(roomId: string, userId: string): boolean {
    return this.wasMember(roomId, userId, Number.MAX_SAFE_INTEGER);
  }

  /** Whether somebody has blocked another in the end. */
  hasBlocked(userId: string, other: string | null): boolean {
    return this.#blocks.has(`${userId} ${other}`);
  }

  #move({ roomId, number, version, system }: MessageRow): void {
    switch (system?.event) {
      case "created":
        this.#enter(roomId, system.byId, version, number);
        break;
      case "joined":
      case "added":
        this.#enter(roomId, system.userId, version, number);
        break;
      case "left":
      case "removed": {
        const stay = this.#stays.get(`${roomId} ${system.userId}`)?.at(-1);
        if (stay) stay.to = version;
      }
    }
  }

  #enter(roomId: string, userId: string, from: number, number: number): void {
    const key = `${roomId} ${userId}`;
    const stays = this.#stays.get(key) ?? [];
    this.#stays.set(key, stays);
    stays.push({ from, to: Number.POSITIVE_INFINITY, number });
  }
}
