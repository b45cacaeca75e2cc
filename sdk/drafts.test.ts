import type { Draft, OwnRow } from "@roost/protocol/own.ts";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { Drafts, type HeldDraft } from "./drafts.ts";
import { ApiError, NetworkError } from "./errors.ts";
import { OwnRows } from "./replica/own-rows.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { settled } from "./testing/serve.ts";

const [room, other] = ["room", "other"];

/** A server with one log, and what goes wrong on the way to it. */
class Server {
  version = 0;
  readonly rows = new Map<string, OwnRow>();
  readonly asked: string[] = [];
  fault: Error | null = null;

  keep(roomId: string, draft: Draft): OwnRow {
    this.version += 1;
    const row: OwnRow = {
      kind: "draft",
      key: roomId,
      version: this.version,
      changedAt: "2026-01-01T00:00:00.000Z",
      value: draft.body === "" && draft.replyTo === undefined ? null : draft,
    };
    this.rows.set(roomId, row);
    return row;
  }
}

/** One device, which is told what the server has when the test says so. */
class Device {
  readonly clock = new FakeClock();
  readonly own = new OwnRows();
  stored: ReadonlyMap<string, HeldDraft>;
  isLive = true;
  readonly drafts: Drafts;
  readonly #server: Server;

  constructor(server: Server, stored: ReadonlyMap<string, HeldDraft> = new Map()) {
    this.#server = server;
    this.stored = stored;
    this.drafts = new Drafts({
      clock: this.clock,
      storage: {
        load: () => this.stored,
        save: (drafts) => {
          this.stored = new Map(drafts);
        },
      },
      rows: this.own.view("draft"),
      isTold: () => this.isLive,
      isLive: () => this.isLive,
      keep: async (roomId, draft) => {
        server.asked.push(draft.body);
        if (server.fault) throw server.fault;
        this.own.take([server.keep(roomId, draft)]);
      },
    });
    // Somebody looks at it.
    this.own.view("draft").subscribe(() => {});
  }

  async hear(): Promise<void> {
    const rows = [...this.#server.rows.values()].filter(({ value }) => value !== null);
    this.own.replace(rows, this.#server.version);
    await settled();
  }

  async wait(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await settled();
  }

  body(roomId = room): string {
    return this.drafts.of(roomId).get().body;
  }
}

let server: Server;
let laptop: Device;
let phone: Device;

beforeEach(() => {
  server = new Server();
  [laptop, phone] = [new Device(server), new Device(server)];
});

test("OWN-3: what is typed counts at once, is kept a moment later, and is there on another device", async () => {
  laptop.drafts.set(room, { body: "Half" });
  laptop.drafts.set(room, { body: "Half a thou" });
  expect(laptop.body()).toBe("Half a thou");
  expect(server.asked).toEqual([]);
  await laptop.wait(2_000);
  expect(server.asked).toEqual(["Half a thou"]);
  await phone.hear();
  expect(phone.body()).toBe("Half a thou");
  phone.drafts.set(room, { body: "" });
  await phone.wait(2_000);
  await laptop.hear();
  expect(laptop.body()).toBe("");
  expect(laptop.drafts.all.get()).toEqual(new Map());
});

test("what a draft replies to is kept with it, also before there is a text", async () => {
  laptop.drafts.set(room, { replyTo: 7 });
  await laptop.wait(2_000);
  await phone.hear();
  expect(phone.drafts.of(room).get()).toMatchObject({ body: "", replyTo: 7 });
  expect(phone.drafts.all.get()).toEqual(new Map());
  phone.drafts.set(room, { body: "text" });
  phone.drafts.set(room, { replyTo: null });
  await phone.wait(2_000);
  await laptop.hear();
  expect(laptop.drafts.of(room).get()).toEqual({ body: "text", isKept: true });
});

test("OWN-3: while somebody goes on typing, it is kept all the same", async () => {
  for (let index = 1; index <= 8; index += 1) {
    laptop.drafts.set(room, { body: "x".repeat(index) });
    await laptop.wait(500);
  }
  expect(server.asked).toEqual(["xxxx", "xxxxxxxx"]);
});

test("OWN-3: what comes from elsewhere does not replace what is typed here and not kept yet", async () => {
  laptop.drafts.set(room, { body: "mine" });
  server.keep(room, { body: "theirs" });
  await laptop.hear();
  expect(laptop.body()).toBe("mine");
  await laptop.wait(2_000);
  await phone.hear();
  expect(phone.body()).toBe("mine");
});

test("OWN-3: what was typed while cut off is kept after the reconnection, and after a restart", async () => {
  laptop.isLive = false;
  laptop.drafts.set(room, { body: "in a tunnel" });
  await laptop.wait(60_000);
  expect(server.asked).toEqual([]);
  const restarted = new Device(server, laptop.stored);
  expect(restarted.body()).toBe("in a tunnel");
  restarted.drafts.goLive();
  await restarted.wait(0);
  expect(server.asked).toEqual(["in a tunnel"]);
  expect(restarted.stored.get(room)).toEqual({ body: "in a tunnel", isKept: true });
});

test("a draft that the server could not be told is tried again; one that it refuses stays here", async () => {
  server.fault = new NetworkError("away");
  laptop.drafts.set(room, { body: "one" });
  await laptop.wait(2_000);
  server.fault = null;
  await laptop.wait(5_000);
  expect(server.asked).toEqual(["one", "one"]);
  server.fault = new ApiError({ code: "me.full", status: 409, detail: "Full." });
  laptop.drafts.set(room, { body: "two" });
  await laptop.wait(60_000);
  expect(server.asked).toEqual(["one", "one", "two"]);
  await laptop.hear();
  expect(laptop.body()).toBe("two");
  server.fault = null;
  laptop.drafts.set(room, { body: "three" });
  await laptop.wait(2_000);
  expect(server.rows.get(room)?.value).toEqual({ body: "three" });
});

test("OWN-3: what was known before a restart is shown until the server has told what it has", async () => {
  laptop.isLive = false;
  const restarted = new Device(server, new Map([[room, { body: "old", isKept: true }]]));
  restarted.isLive = false;
  await restarted.hear();
  expect(restarted.body()).toBe("old");
  restarted.isLive = true;
  restarted.drafts.goLive();
  expect(restarted.body()).toBe("");
});

const step = fc.record({
  device: fc.nat(1),
  what: fc.constantFrom("type", "reply", "send", "wait", "hear", "cut off", "come back", "fail"),
  room: fc.constantFrom(room, other),
  text: fc.string({ minLength: 1, maxLength: 3 }),
});

test("OWN-1, OWN-3: whatever happens on two devices, both end with what the server has", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = new Server();
      const devices = [new Device(world), new Device(world)] as const;
      for (const { device: index, what, room: roomId, text } of steps) {
        const device = devices[index] as Device;
        world.fault = what === "fail" ? new NetworkError("away") : null;
        if (what === "type") device.drafts.set(roomId, { body: text });
        else if (what === "reply") device.drafts.set(roomId, { replyTo: text.length });
        else if (what === "send") device.drafts.set(roomId, { body: "", replyTo: null });
        else if (what === "hear" && device.isLive) await device.hear();
        else if (what === "cut off") {
          device.isLive = false;
          device.drafts.stop();
        } else if (what === "come back") {
          device.isLive = true;
          await device.hear();
          device.drafts.goLive();
        }
        await device.wait(what === "wait" || what === "fail" ? 3_000 : 0);
      }
      world.fault = null;
      for (const device of devices) {
        device.isLive = true;
        device.drafts.goLive();
        await device.wait(20_000);
      }
      for (const device of devices) await device.hear();
      for (const device of devices) {
        for (const roomId of [room, other]) {
          const { isKept: _, ...draft } = { isKept: true, ...device.drafts.of(roomId).get() };
          expect(draft).toEqual(world.rows.get(roomId)?.value ?? { body: "" });
        }
      }
    }),
    { numRuns: 200 },
  );
});
