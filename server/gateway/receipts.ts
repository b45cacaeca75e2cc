import type { Changes } from "@roost/protocol/changes.ts";
import { furthest } from "@roost/protocol/furthest.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Receipt } from "@roost/protocol/receipt.ts";
import { readBy } from "@roost/protocol/unread.ts";
import type { Bus, Unsubscribe } from "../bus/bus.ts";
import { presenceSubject } from "../presence/signal.ts";
import { AskedAgain } from "./asked-again.ts";
import { type EncodedFrame, encodeFrame } from "./frame.ts";

/** A connection that looks at rooms. */
export interface ReceiptsViewer {
  readonly userId: string;
  tellReceipts(roomId: string, frame: EncodedFrame): void;
}

export interface ReceiptsSource {
  /** How far the members of a room have read, of those who show it. */
  load(roomId: string): Promise<readonly Receipt[]>;
  /** Told of every failed `load`, which is tried again. */
  onLoadError(error: unknown): void;
}

/** Those who look at a room are told at most once in this time that others have read on. */
const TELL_EVERY_MS = 1_000;

/** How far people have read the rooms that somebody connected here looks at. */
export class Receipts {
  readonly #bus: Bus;
  readonly #source: ReceiptsSource;
  readonly #rooms = new Map<string, RoomReceipts>();
  readonly #subscribed: Promise<Unsubscribe>;

  constructor(bus: Bus, source: ReceiptsSource) {
    this.#bus = bus;
    this.#source = source;
    this.#subscribed = bus.subscribe("signal", presenceSubject, ({ signal }) => {
      if (signal.type !== "set") return;
      for (const room of this.#rooms.values()) room.setChanged(signal.userId);
    });
  }

  /** Tells a viewer how far the others have read there, now and whenever that changes. */
  look(roomId: string, viewer: ReceiptsViewer): void {
    const known = this.#rooms.get(roomId);
    const room = known ?? new RoomReceipts(roomId, this.#bus, this.#source);
    this.#rooms.set(roomId, room);
    room.add(viewer);
  }

  lookAway(roomId: string, viewer: ReceiptsViewer): void {
    if (this.#rooms.get(roomId)?.remove(viewer)) this.#rooms.delete(roomId);
  }

  /** Reads again what could not be read. */
  refresh(): void {
    for (const room of this.#rooms.values()) room.refresh();
  }

  /** The bus is back: what it lost is read again. */
  catchUp(): void {
    for (const room of this.#rooms.values()) void room.load();
  }

  close(): void {
    this.#subscribed.then((unsubscribe) => unsubscribe());
  }
}

/** How far people have read one room, or have it. Positions of a person only grow, in whatever order they are heard of. */
class RoomReceipts {
  readonly #roomId: string;
  readonly #source: ReceiptsSource;
  readonly #viewers = new Set<ReceiptsViewer>();
  readonly #subscribed: Promise<Unsubscribe>[];
  /** By person, of those who show it. Null until it was read. */
  #positions: Map<string, Receipt> | null = null;
  readonly #loading = new AskedAgain(() => this.#load());
  /** Heard of while they are read; null while they are not. */
  #heard: Receipt[] | null = null;
  /** Who has read on since the viewers were told. */
  readonly #news = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(roomId: string, bus: Bus, source: ReceiptsSource) {
    this.#roomId = roomId;
    this.#source = source;
    this.#subscribed = [
      bus.subscribe("signal", roomId, ({ signal }) => {
        if (signal.type === "read") this.#hear(signal);
      }),
      bus.subscribe("room", roomId, ({ changes }) => this.#changed(changes)),
    ];
    // What is read behind both subscriptions lacks nothing that they have missed.
    void Promise.all(this.#subscribed).then(
      () => this.load(),
      () => {},
    );
  }

  add(viewer: ReceiptsViewer): void {
    this.#viewers.add(viewer);
    if (this.#positions) viewer.tellReceipts(this.#roomId, this.#all(viewer, this.#positions));
  }

  /** True where nobody looks any more: then it is closed. */
  remove(viewer: ReceiptsViewer): boolean {
    this.#viewers.delete(viewer);
    if (this.#viewers.size > 0) return false;
    if (this.#timer) clearTimeout(this.#timer);
    for (const subscribed of this.#subscribed) subscribed.then((unsubscribe) => unsubscribe());
    return true;
  }

  refresh(): void {
    if (this.#positions === null) void this.load();
  }

  /** Reads all positions, and tells all of them. */
  load(): Promise<void> {
    return this.#loading.run();
  }

  async #load(): Promise<void> {
    const heard: Receipt[] = [];
    this.#heard = heard;
    try {
      const receipts = await this.#source.load(this.#roomId);
      this.#positions = new Map(receipts.map((one) => [one.userId, one]));
      for (const one of heard) this.#raise(this.#positions, one);
      this.#news.clear();
      for (const viewer of this.#viewers) {
        viewer.tellReceipts(this.#roomId, this.#all(viewer, this.#positions));
      }
    } catch (error) {
      this.#source.onLoadError(error);
    } finally {
      this.#heard = null;
    }
  }

  /** Somebody shows something now, or hides it. */
  setChanged(userId: string): void {
    const isConcerned = [...this.#viewers].some((viewer) => viewer.userId === userId);
    if (isConcerned || this.#positions?.has(userId)) void this.load();
  }

  #changed({ messages = [], members, room }: Changes): void {
    for (const message of messages) {
      const { authorId, editedAt, deletedAt } = message;
      if (authorId === null || editedAt !== null || deletedAt !== null) continue;
      this.#hear({ userId: authorId, readNumber: readBy(message) });
    }
    const isTooLarge = (room?.memberCount ?? 0) > limits.receiptsMembers;
    if (members !== undefined || isTooLarge) void this.load();
  }

  #hear(receipt: Receipt): void {
    this.#heard?.push(receipt);
    if (!this.#positions || !this.#raise(this.#positions, receipt)) return;
    this.#news.add(receipt.userId);
    this.#timer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
  }

  /** Whether that moved somebody who shows it. */
  #raise(positions: Map<string, Receipt>, heard: Receipt): boolean {
    const held = positions.get(heard.userId);
    if (held === undefined) return false;
    const raised = furthest(held, heard);
    if (raised === held) return false;
    positions.set(heard.userId, raised);
    return true;
  }

  #tell(): void {
    this.#timer = null;
    const positions = this.#positions;
    if (!positions || this.#news.size === 0) return;
    const receipts = [...this.#news].flatMap((userId) => positions.get(userId) ?? []);
    this.#news.clear();
    const frame = encodeFrame({ type: "receipts", roomId: this.#roomId, receipts });
    for (const viewer of this.#viewers) {
      // Who does not show it is not shown it.
      if (positions.has(viewer.userId)) viewer.tellReceipts(this.#roomId, frame);
    }
  }

  #all({ userId }: ReceiptsViewer, positions: ReadonlyMap<string, Receipt>): EncodedFrame {
    const receipts = positions.has(userId) ? [...positions.values()] : [];
    return encodeFrame({ type: "receipts", roomId: this.#roomId, receipts, isAll: true });
  }
}
