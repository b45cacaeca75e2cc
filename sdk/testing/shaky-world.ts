import type { Changes } from "@roost/protocol/changes.ts";
import type {
  ChangesFrame,
  DownFrame,
  PersonFrame,
  Reset,
  Snapshot,
} from "@roost/protocol/down.ts";
import type { MessagesPage, MessagesQuery } from "@roost/protocol/http.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { PersonChanges } from "@roost/protocol/person.ts";
import { isSetBack } from "@roost/protocol/place.ts";
import { Replica } from "../replica/replica.ts";
import { hiddenAt, mentioned, placed, repliedTo, shown, written } from "./choices.ts";
import { FakeClock } from "./fake-clock.ts";
import { look } from "./look.ts";
import { ModelRoom, snapshotOf, userOf, uuid } from "./model.ts";
import { ModelPerson } from "./model-person.ts";
import { postedOf, settled, welcomeOf } from "./serve.ts";
import { ShakyNetwork } from "./shaky-network.ts";

export const ME = uuid(1);
const OTHERS = [uuid(2), uuid(3), uuid(4)];
const ROOMS = [uuid(101), uuid(102)];
/** Small, so that answers come in parts and gaps end in resets. */
const CHANGES_ROWS = 3;
const RESET_AFTER_VERSIONS = 12;
const PAGE_ROWS = 4;

/** A server, other devices of mine, a network that loses, repeats and delays changes, and a replica. */
export class ShakyWorld {
  readonly clock = new FakeClock();
  readonly rooms = ROOMS.map((id) => new ModelRoom(id));
  readonly me = new ModelPerson(ME);
  readonly told: string[] = [];
  readonly replica: Replica;
  /** Rooms whose messages need not be whole to listeners: they were left or reset. */
  readonly broken = new Set<string>();
  readonly firstSight = new Map<string, number>();
  readonly network = new ShakyNetwork();
  #pages: (() => void)[] = [];
  /** What this device said, on its way to the server. */
  #said: (() => void)[] = [];
  /** By client id, what this device sent. */
  readonly #sent = new Map<string, Message>();
  #isLive = false;
  #ref = 0;
  constructor(isWatched: boolean) {
    for (const room of this.rooms) {
      room.join(OTHERS[0] ?? ME, "owner");
      room.join(ME);
      this.me.enter(room);
      room.post(OTHERS[0] ?? ME, "first");
    }
    this.replica = new Replica({
      clock: this.clock,
      source: {
        pending: () => [],
        loadMessages: (roomId, query) => this.#page(roomId, query),
        loadThread: (id, query) => {
          const [roomId = "", number] = id.split(".");
          return this.#page(roomId, query, Number(number));
        },
        loadMessage: async (id) => {
          const [roomId = "", number] = id.split(".");
          const message = await this.#load(() => this.room(roomId).messages[Number(number) - 1]);
          this.replica.takeMessages(message ? [message] : []);
        },
        loadMembers: async (roomId, { cursor }) => {
          const page = await this.#load(() => this.room(roomId).membersPage(cursor, 2));
          this.replica.takeUsers(page.users);
          return page;
        },
        loadPins: async () => ({ messages: [], users: [] }),
      },
      sync: (roomId, since) => this.#sync(roomId, since),
      sentAs: ({ clientMessageId }) => this.#sent.get(clientMessageId) ?? null,
      onStored: () => {},
      onProgress: () => {},
      onMessage: (message) => this.told.push(message.id),
      onJoined: (room) => this.broken.add(room.id),
      onLeft: (roomId) => this.broken.add(roomId),
      onReset: (room) => this.broken.add(room.id),
    });
    if (isWatched) for (const id of ROOMS) this.replica.screens.timeline(id).subscribe(() => {});
    this.connect();
    this.deliverAll();
    for (const room of this.rooms) this.firstSight.set(room.id, room.lastNumber);
  }

  async #page(roomId: string, query: MessagesQuery, root?: number): Promise<MessagesPage> {
    const page = await this.#load(() => this.room(roomId).page(query, PAGE_ROWS, ME, root));
    this.replica.takeMessages(page.messages);
    this.replica.threads.take(roomId, page.threads, page.version);
    return page;
  }

  room(roomId: string): ModelRoom {
    const room = this.rooms.find((one) => one.id === roomId);
    if (!room) throw new Error(`There is no room ${roomId}.`);
    return room;
  }

  /** The queue is lost; hello, welcome, and what the hello asked for. */
  connect(): void {
    this.replica.cutOff();
    this.#isLive = false;
    this.#said = [];
    const named = this.replica.nameVersions(100);
    this.network.begin(welcomeOf(ME), this.#answerToMine(named.person, named.rooms));
    for (const room of this.rooms) {
      const since = named.rooms[room.id];
      if (room.role(ME) && since !== undefined && since !== room.version) {
        this.network.send(this.#answerTo(room, since));
      }
    }
  }

  change(a: number, b: number): void {
    const room = this.rooms[a % this.rooms.length];
    if (!room) return;
    const who = OTHERS[b % OTHERS.length] ?? ME;
    const number = 1 + (b % room.lastNumber);
    const isMine = room.role(ME) !== null;
    const kind = a % 19;
    if (kind === 0) this.#publish(room, room.edit(number, `edit ${b}`, mentioned(room, b)));
    else if (kind === 1) this.#publish(room, this.#deleteOrRestore(room, number));
    else if (kind === 2) this.#publish(room, room.role(who) ? room.leave(who) : room.join(who));
    else if (kind === 3) this.#publish(room, room.rename(`name ${b}`));
    else if (kind === 4 && isMine) this.#publishMine(this.me.read(room, number));
    else if (kind === 13 && isMine) this.#publishMine(this.me.readAnew(room, number), [room]);
    else if (kind === 14 && isMine) this.#markHere(room, number);
    else if (kind === 15 && isMine) this.#publishMine(this.me.hide(room, hiddenAt(room, b)));
    else if (kind === 5 && b % 4 === 0) this.#comeOrGo(room);
    else if (kind === 6) this.#publish(room, this.#postTwo(room, who));
    else if (kind === 7 && isMine) {
      this.#publish(room, room.post(ME, `elsewhere ${b}`, null, shown(room, b)));
    } else if (kind >= 16 && room.messages[number - 1]?.deletedAt === null) {
      const emoji = ["👍", "🎉"][b % 2] ?? "👍";
      this.#publish(room, room.react(kind === 16 && isMine ? ME : who, number, emoji));
    } else if (kind === 12 && b % 3 === 0) this.#publish(room, room.setArchived(b % 2 === 0, who));
    else if (kind === 12) this.#publish(room, room.say(b % 2 === 0 ? who : ME));
    else if (kind >= 8 && kind <= 11 && isMine) this.#postHere(room, b);
    else this.#publish(room, room.post(who, `post ${b}`, null, null, ...written(room, b)));
  }

  #deleteOrRestore(room: ModelRoom, number: number): Changes {
    const isDeleted = room.messages[number - 1]?.deletedAt !== null;
    return isDeleted ? room.restore(number, `back at ${room.version}`) : room.delete(number);
  }

  /** Several changes that one commit made are one frame. */
  #postTwo(room: ModelRoom, who: string): Changes {
    room.post(who, "one");
    room.post(who, "two");
    return room.changesSince(room.version - 2, CHANGES_ROWS);
  }

  /**
   * This device posts: alone, then the answer is all that it hears of it, or in one commit with
   * somebody else. Also as a server that sends to everybody does, in either order, and again.
   */
  #postHere(room: ModelRoom, b: number): void {
    const mine = this.#post(room, b);
    const kind = b % 8;
    if (kind === 3) room.post(OTHERS[0] ?? ME, "in the same commit");
    const since = mine.version - 1;
    const commit: DownFrame = { type: "changes", ...room.changesSince(since, CHANGES_ROWS) };
    if (kind === 3 || kind === 4) this.network.send(commit);
    this.network.send(this.#posted(mine));
    if (kind === 5) this.network.send(commit);
    if (kind === 6) this.network.send(this.#posted(mine, true));
    // Two of one commit; the second answer may overtake the first.
    if (kind === 7) this.network.sendBeforeLast(this.#posted(this.#post(room, b + 1)));
  }

  #post(room: ModelRoom, b: number): Message {
    const clientMessageId = uuid(1_000 + this.#sent.size);
    const place = placed(room, b);
    const [body, seen] = [`mine ${b}`, shown(room, b)];
    const change = room.post(ME, body, clientMessageId, seen, repliedTo(room, b), undefined, place);
    const [message] = change.messages ?? [];
    if (!message) throw new Error("The post has no message.");
    this.#sent.set(clientMessageId, message);
    return message;
  }

  #posted(message: Message, repeated = false): DownFrame {
    const thread = this.room(message.roomId).threads.get(message.threadNumber ?? 0);
    return postedOf(message, repeated, thread);
  }

  #comeOrGo(room: ModelRoom): void {
    if (room.role(ME)) {
      room.leave(ME);
      this.#publishMine(this.me.leave(room));
    } else {
      room.join(ME);
      this.#publishMine(this.me.enter(room), [room]);
    }
  }

  /** Marked on this device: the server is told, unless this device does not know it to be news. */
  #markHere(room: ModelRoom, number: number): void {
    const replica = this.#isLive ? this.replica.get(room.id) : undefined;
    replica?.mark(Math.min(number, replica.lastNumber));
    if (replica) this.#sayMark(room);
  }

  /** As each client does with what it does not know to have arrived, also once it is connected again. */
  #sayMark(room: ModelRoom): void {
    const replica = this.replica.get(room.id);
    if (!replica || replica.readNumber <= replica.confirmedReadNumber) return;
    const { readNumber } = replica;
    const known = this.replica.version ?? 0;
    this.#said.push(() => {
      if (room.role(ME)) this.#publishMine(this.me.read(room, readNumber, known));
    });
  }

  /** The server hears what this device said first. */
  arrive(): void {
    this.#said.shift()?.();
  }

  /** To this device, as to all of mine. */
  #publishMine(changes: PersonChanges | null, rooms: readonly ModelRoom[] = []): void {
    if (!changes) return;
    const back = changes.places?.filter((row) => isSetBack(row) && row.leftAt === null) ?? [];
    const shown = new Set([...rooms, ...back.map(({ roomId }) => this.room(roomId))]);
    this.network.send({ type: "person", ...changes, ...this.#shown([...shown]) });
  }

  #shown(rooms: readonly ModelRoom[]) {
    return { rooms: rooms.map((room) => room.roomFor(ME)), users: OTHERS.map(userOf) };
  }

  deliver(): void {
    const frame = this.network.take();
    if (!frame) return;
    if (frame.type === "reset") this.broken.add(frame.room.id);
    this.replica.take(frame);
    if (frame.type === "person" && this.#isLive) {
      for (const { roomId } of frame.places ?? []) this.#sayMark(this.room(roomId));
    }
    if ((frame.type !== "snapshot" && frame.type !== "person") || this.#isLive) return;
    this.#isLive = true;
    for (const room of this.rooms) this.#sayMark(room);
    this.replica.pump();
  }

  deliverAll(): void {
    while (!this.network.isEmpty) this.deliver();
  }

  look(a: number, b: number): void {
    const model = this.rooms[a % this.rooms.length];
    if (model) look(this.replica.screens, model, b, () => this.#open(model));
  }

  /** The room with its newest page, as one answer. */
  async #open(room: ModelRoom): Promise<void> {
    const askedAt = this.replica.departures;
    if (!room.role(ME)) return;
    const read = () => [room.roomFor(ME), room.page({ main: true }, PAGE_ROWS, ME)] as const;
    const [mine, page] = await this.#load(read);
    this.replica.takeRoom(mine, askedAt);
    this.replica.threads.take(room.id, page.threads, page.version);
    this.replica.takeNewest(room.id, page);
  }

  /** Delivers the page that is on its way longest, or another. */
  async answer(a: number): Promise<void> {
    const [answer] = this.#pages.splice(a % (this.#pages.length || 1), 1);
    answer?.();
    await settled();
  }

  /**
   * Nothing is lost any more, and everything that is asked is answered. What was lost is found
   * by a new connection, or by the next change of the room.
   */
  async calmDown(reconnect: boolean): Promise<void> {
    if (reconnect) this.connect();
    else {
      for (const room of this.rooms) this.#publish(room, room.rename("at last"));
      this.#publishMine(this.me.touch());
    }
    for (let round = 0; round < 30; round += 1) {
      this.deliverAll();
      while (this.#said.length > 0) this.arrive();
      while (this.#pages.length > 0) await this.answer(0);
      this.clock.advance(1_000);
    }
  }

  #publish(room: ModelRoom, changes: Changes): void {
    if (room.role(ME)) this.network.send({ type: "changes", ...changes });
  }

  #sync(roomId: string | undefined, since: number): number | null {
    if (!this.#isLive) return null;
    this.#ref += 1;
    if (roomId === undefined) {
      this.network.send({ ...this.#answerToMine(since), ref: this.#ref });
      return this.#ref;
    }
    const room = this.room(roomId);
    if (room.role(ME)) this.network.send({ ...this.#answerTo(room, since), ref: this.#ref });
    return this.#ref;
  }

  /** What a device lacks of my log, with the rooms that it may not have; or all of it. */
  #answerToMine(
    since?: number,
    has: Readonly<Record<string, number>> = {},
  ): PersonFrame | Snapshot {
    if (since === undefined || since > this.me.version) {
      return snapshotOf(this.rooms, ME, this.me.version);
    }
    const changes = this.me.changesSince(since, 1);
    const shown = changes.places?.filter((row) => has[row.roomId] === undefined || isSetBack(row));
    const ids = new Set(shown?.map(({ roomId }) => roomId));
    const rooms = this.rooms.filter((room) => room.role(ME) && ids.has(room.id));
    return { type: "person", ...changes, ...this.#shown(rooms) };
  }

  #answerTo(room: ModelRoom, since: number): ChangesFrame | Reset {
    const isTooFar = since > room.version || room.version - since > RESET_AFTER_VERSIONS;
    if (isTooFar) return { type: "reset", room: room.roomFor(ME), users: OTHERS.map(userOf) };
    return { type: "changes", ...room.changesSince(since, CHANGES_ROWS) };
  }

  /** The store is read now; the answer comes whenever `answer()` says. */
  #load<Page>(read: () => Page): Promise<Page> {
    const page = read();
    return new Promise((resolve) => this.#pages.push(() => resolve(page)));
  }
}
