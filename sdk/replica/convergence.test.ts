import type { Changes } from "@roost/protocol/changes.ts";
import type { ChangesFrame, DownFrame, Reset } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { ModelRoom, postedOf, snapshotOf, userOf, uuid } from "../testing/model.ts";
import { Replica } from "./replica.ts";

const ME = uuid(1);
const OTHERS = [uuid(2), uuid(3), uuid(4)];
const ROOMS = [uuid(101), uuid(102)];
/** Small, so that answers come in parts and gaps end in resets. */
const CHANGES_ROWS = 3;
const RESET_AFTER_VERSIONS = 12;
const PAGE_ROWS = 4;

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("change"), a: fc.nat(), b: fc.nat() }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("deliver"), a: fc.nat(), b: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("lose"), a: fc.nat(), b: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("repeat"), a: fc.nat(), b: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("delay"), a: fc.nat(), b: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("screen"), a: fc.nat(), b: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("answer"), a: fc.nat(), b: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait"), a: fc.nat(), b: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cut"), a: fc.nat(), b: fc.nat() }) },
);

const welcome: DownFrame = {
  type: "welcome",
  protocol: 2,
  connectionId: "1",
  me: { ...userOf(ME), email: "me@example.org", role: "member" },
  heartbeatIntervalMs: 25_000,
  heartbeatTimeoutMs: 60_000,
};

/**
 * A server, a network that loses, repeats and delays changes, and a replica. All but changes come
 * in order, as they do on one connection; only `posted` may come late.
 */
class World {
  readonly clock = new FakeClock();
  readonly rooms = ROOMS.map((id) => new ModelRoom(id));
  readonly told: string[] = [];
  readonly replica: Replica;
  /** Rooms whose messages need not be whole to listeners: they were left or reset. */
  readonly broken = new Set<string>();
  readonly firstSight = new Map<string, number>();
  #network: DownFrame[] = [];
  #pages: (() => void)[] = [];
  /** By client id, what this device sent. */
  readonly #sent = new Map<string, Message>();
  #isLive = false;
  #ref = 0;

  constructor() {
    for (const room of this.rooms) {
      room.join(OTHERS[0] ?? ME, "owner");
      room.join(ME);
      room.post(OTHERS[0] ?? ME, "first");
    }
    this.replica = new Replica({
      clock: this.clock,
      source: {
        pending: () => [],
        loadMessages: async (roomId, { before }) => {
          const page = await this.#load(() => this.room(roomId).page(before, PAGE_ROWS));
          this.replica.takeMessages(page.messages);
          return page;
        },
        loadMembers: async (roomId, { cursor }) => {
          const page = await this.#load(() => this.room(roomId).membersPage(cursor, 2));
          this.replica.takeUsers(page.users);
          return page;
        },
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
    this.connect();
    this.deliverAll();
    for (const room of this.rooms) this.firstSight.set(room.id, room.lastNumber);
  }

  room(roomId: string): ModelRoom {
    const room = this.rooms.find((one) => one.id === roomId);
    if (!room) throw new Error(`There is no room ${roomId}.`);
    return room;
  }

  /** The queue is lost; hello, welcome, snapshot, and what the hello asked for. */
  connect(): void {
    this.replica.cutOff();
    this.#isLive = false;
    const named = this.replica.nameVersions(100);
    this.#network = [welcome, snapshotOf(this.rooms, ME)];
    for (const room of this.rooms) {
      const since = named[room.id];
      if (room.role(ME) && since !== undefined && since !== room.version) {
        this.#network.push(this.#answerTo(room, since));
      }
    }
  }

  change(a: number, b: number): void {
    const room = this.rooms[a % this.rooms.length];
    if (!room) return;
    const who = OTHERS[b % OTHERS.length] ?? ME;
    const number = 1 + (b % room.lastNumber);
    const isMine = room.role(ME) !== null;
    const kind = a % 16;
    if (kind === 0) this.#publish(room, room.edit(number, `edit ${b}`));
    else if (kind === 1) this.#publish(room, room.delete(number));
    else if (kind === 2) this.#publish(room, room.role(who) ? room.leave(who) : room.join(who));
    else if (kind === 3) this.#publish(room, room.rename(`name ${b}`));
    else if (kind === 4 && isMine) this.#network.push(this.#read(room, number));
    else if (kind === 5 && b % 4 === 0) this.#comeOrGo(room);
    else if (kind === 6) this.#publish(room, this.#postTwo(room, who));
    else if (kind === 7 && isMine) this.#publish(room, room.post(ME, `of another device ${b}`));
    else if (kind >= 8 && kind <= 11 && isMine) this.#postHere(room, b);
    else this.#publish(room, room.post(who, `post ${b}`));
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
    if (kind === 3 || kind === 4) this.#network.push(commit);
    this.#network.push(postedOf(mine));
    if (kind === 5) this.#network.push(commit);
    if (kind === 6) this.#network.push(postedOf(mine, true));
    // Two of one commit; the second answer may overtake the first.
    if (kind === 7) this.#network.splice(-1, 0, postedOf(this.#post(room, b + 1)));
  }

  #post(room: ModelRoom, b: number): Message {
    const clientMessageId = uuid(1_000 + this.#sent.size);
    const [message] = room.post(ME, `mine ${b}`, clientMessageId).messages ?? [];
    if (!message) throw new Error("The post has no message.");
    this.#sent.set(clientMessageId, message);
    return message;
  }

  #comeOrGo(room: ModelRoom): void {
    if (room.role(ME)) {
      room.leave(ME);
      this.#network.push({ type: "left", roomId: room.id });
    } else {
      room.join(ME);
      this.#network.push({ type: "joined", room: room.roomFor(ME), users: OTHERS.map(userOf) });
    }
  }

  #read(room: ModelRoom, number: number): DownFrame {
    return { type: "read", roomId: room.id, number: room.read(ME, number) };
  }

  deliver(): void {
    const frame = this.#network.shift();
    if (!frame) return;
    if (frame.type === "reset") this.broken.add(frame.room.id);
    this.replica.take(frame);
    if (frame.type !== "snapshot") return;
    this.#isLive = true;
    this.replica.pump();
  }

  deliverAll(): void {
    while (this.#network.length > 0) this.deliver();
  }

  /** Only changes, which a bus may lose, repeat and delay; `posted` may be late as well. */
  disturb(a: number, how: (index: number, frame: DownFrame) => void, types = /changes/): void {
    const indices = [...this.#network.keys()].filter((index) =>
      types.test(this.#network[index]?.type ?? ""),
    );
    const index = indices[a % indices.length];
    const frame = index === undefined ? undefined : this.#network[index];
    if (index !== undefined && frame) how(index, frame);
  }

  lose(a: number): void {
    this.disturb(a, (index) => this.#network.splice(index, 1));
  }

  repeat(a: number): void {
    this.disturb(a, (_, frame) => this.#network.push(frame));
  }

  delay(a: number): void {
    const late = (index: number, frame: DownFrame) => {
      this.#network.splice(index, 1);
      this.#network.push(frame);
    };
    this.disturb(a, late, /changes|posted/);
  }

  look(a: number, b: number): void {
    const roomId = ROOMS[a % ROOMS.length] ?? "";
    const { screens } = this.replica;
    if (b % 3 === 0) void screens.timeline(roomId).loadNewest();
    if (b % 3 === 1) void screens.timeline(roomId).loadOlder();
    if (b % 3 === 2) void screens.members(roomId).loadMore();
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
    else for (const room of this.rooms) this.#publish(room, room.rename("at last"));
    for (let round = 0; round < 30; round += 1) {
      this.deliverAll();
      while (this.#pages.length > 0) await this.answer(0);
      this.clock.advance(1_000);
    }
  }

  #publish(room: ModelRoom, changes: Changes): void {
    if (room.role(ME)) this.#network.push({ type: "changes", ...changes });
  }

  #sync(roomId: string, since: number): number | null {
    if (!this.#isLive) return null;
    this.#ref += 1;
    const room = this.room(roomId);
    if (room.role(ME)) this.#network.push({ ...this.#answerTo(room, since), ref: this.#ref });
    return this.#ref;
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

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function expectEqual(world: World): void {
  for (const model of world.rooms) {
    const view = world.replica.screens.room(model.id).get();
    if (!model.role(ME)) {
      expect(view).toBeNull();
      continue;
    }
    const { unread, ...expected } = model.roomFor(ME);
    expect(view).toEqual({ ...expected, unread, pendingCount: 0 });
    const timeline = world.replica.screens.timeline(model.id).get();
    if (timeline.status === "ready") {
      const shown = timeline.messages.length;
      expect(timeline.messages).toEqual(shown === 0 ? [] : model.messages.slice(-shown));
      expect(timeline.hasOlder).toBe(shown < model.messages.length);
    }
    const members = world.replica.screens.members(model.id).get();
    if (members.status === "ready" && !members.hasMore) {
      const present = [...model.members.values()].filter((member) => member.leftAt === null);
      expect(members.members.map(({ user: _, ...row }) => row).sort(byUser)).toEqual(
        present.sort(byUser),
      );
      expect(members.total).toBe(present.length);
    }
  }
}

/** R12: once each, in order, and none left out. */
function expectTold(world: World): void {
  for (const model of world.rooms) {
    if (world.broken.has(model.id)) continue;
    const told = world.told
      .filter((id) => id.startsWith(model.id))
      .map((id) => Number(id.slice(model.id.length + 1)));
    const first = world.firstSight.get(model.id) ?? 0;
    const gone = (number: number) => model.messages[number - 1]?.deletedAt !== null;
    const all = Array.from({ length: model.lastNumber - first }, (_, index) => first + 1 + index);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(new Set(told).size).toBe(told.length);
    expect(all.filter((number) => !told.includes(number) && !gone(number))).toEqual([]);
  }
}

function byUser(a: { userId: string }, b: { userId: string }): number {
  return a.userId < b.userId ? -1 : 1;
}

test("R1–R17, R19: whatever the network does, a replica ends up equal to the server", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 200, size: "max" }),
      fc.boolean(),
      async (steps, reconnect) => {
        const world = new World();
        for (const { kind, a, b } of steps) {
          if (kind === "change") world.change(a, b);
          else if (kind === "deliver") world.deliver();
          else if (kind === "lose") world.lose(a);
          else if (kind === "repeat") world.repeat(a);
          else if (kind === "delay") world.delay(a);
          else if (kind === "screen") world.look(a, b);
          else if (kind === "answer") await world.answer(a);
          else if (kind === "wait") world.clock.advance(1 + (a % 20_000));
          else world.connect();
        }
        await world.calmDown(reconnect);
        expectEqual(world);
        expectTold(world);
      },
    ),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
  );
});
