import type { DownFrame } from "@roost/protocol/down.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError, NetworkError, SessionEnded } from "../errors.ts";
import { Person } from "../person.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { type FakePeer, fakeNetwork } from "../testing/fake-socket.ts";
import { userOf, uuid } from "../testing/model.ts";
import { Tokens } from "../token.ts";
import { Connection } from "./connection.ts";

const welcome: DownFrame = {
  type: "welcome",
  protocol: 3,
  connectionId: "1",
  me: { ...userOf(uuid(1)), email: "me@example.org", role: "member", permissions: [] },
  features: [],
  heartbeatIntervalMs: 25_000,
  heartbeatTimeoutMs: 60_000,
};
const snapshot: DownFrame = { type: "snapshot", version: 1, rooms: [], users: [] };

interface Setup {
  token?: string | (() => Promise<string>);
  random?: () => number;
}

function setUp({ token = async () => "token", random = () => 1 }: Setup = {}) {
  const clock = new FakeClock();
  const person = new Person(null);
  const network = fakeNetwork();
  const frames: DownFrame[] = [];
  const states: string[] = [];
  const connection = new Connection({
    url: "ws://example.org/ws",
    tokens: new Tokens(token, clock, person),
    person,
    clock,
    random,
    WebSocket: network.WebSocket,
    held: () => ({ person: 3, rooms: { [uuid(101)]: 7 } }),
    onFrame: (frame) => frames.push(frame),
    onStatus: (status) => states.push(status.state),
  });
  const peer = (): FakePeer => {
    const newest = network.peers.at(-1);
    if (!newest) throw new Error("There was no connection yet.");
    return newest;
  };
  /** Connects all the way. */
  const goLive = async () => {
    connection.connect();
    await settled();
    peer().accept();
    peer().send(welcome);
    peer().send(snapshot);
  };
  return { clock, network, connection, frames, states, peer, goLive };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test("the first frame is a hello with token and versions; a snapshot makes it live", async () => {
  const { connection, peer, states, goLive, clock } = setUp();
  await goLive();
  expect(peer().url).toBe("ws://example.org/ws");
  expect(peer().received).toEqual([
    { type: "hello", protocol: 3, token: "token", person: 3, rooms: { [uuid(101)]: 7 } },
  ]);
  expect(states).toEqual(["connecting", "authenticating", "loading", "live"]);
  expect(connection.status.get()).toEqual({ state: "live", since: clock.now() });
});

test("a cut is followed by another attempt, each after a longer pause", async () => {
  const { connection, peer, network, clock } = setUp();
  connection.connect();
  await settled();
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 9; attempt += 1) {
    peer().close(1006);
    const status = connection.status.get();
    if (status.state !== "waiting") throw new Error(status.state);
    expect(status.attempt).toBe(attempt + 1);
    pauses.push(status.retryAt - clock.now());
    clock.advance(status.retryAt - clock.now());
    await settled();
    expect(network.peers.length).toBe(attempt + 1);
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test("after a success that lasted, the pause starts small; after a short one it grows", async () => {
  const { connection, peer, goLive, clock } = setUp();
  await goLive();
  clock.advance(9_000);
  peer().close(1006);
  expect(connection.status.get()).toMatchObject({ attempt: 2, retryAt: clock.now() + 500 });
  clock.advance(500);
  await goLive();
  clock.advance(11_000);
  peer().close(1006);
  expect(connection.status.get()).toMatchObject({ attempt: 1, retryAt: clock.now() + 250 });
});

test.each([
  [4200, "restarting"],
  [4207, "busy"],
  [4208, "full"],
])(
  "CLO-6, CLO-10, LIM-16: close code %i of a %s server: back at a random moment of the window",
  async (code) => {
    const { connection, peer, goLive, clock } = setUp({ random: () => 0.5 });
    await goLive();
    peer().close(code, "retry within 3000 ms");
    expect(connection.status.get()).toMatchObject({
      state: "waiting",
      retryAt: clock.now() + 1_500,
    });
  },
);

test("turned away before the welcome, too; without a window the pauses grow as always", async () => {
  const { connection, peer, clock } = setUp();
  connection.connect();
  await settled();
  peer().accept();
  peer().close(4207, "retry within 7000 ms");
  expect(connection.status.get()).toMatchObject({ retryAt: clock.now() + 7_000 });
  clock.advance(7_000);
  await settled();
  peer().accept();
  peer().close(4207);
  expect(connection.status.get()).toMatchObject({ attempt: 3, retryAt: clock.now() + 1_000 });
});

test.each([
  [4000, "unsupported-protocol"],
  [4001, "session-ended"],
  [4002, "forbidden"],
  [4077, "forbidden"],
])("CLO-1: close code %i stops: %s", async (code, reason) => {
  const { connection, peer, goLive, clock } = setUp();
  await goLive();
  peer().close(code, "because");
  expect(connection.status.get()).toEqual({ state: "stopped", reason, detail: "because" });
  expect(clock.pending).toBe(0);
});

test.each([4100, 4142])(
  "CLO-1: close code %i gets a new token, then connects again",
  async (code) => {
    let count = 0;
    const token = async () => {
      count += 1;
      return `token ${count}`;
    };
    const { connection, peer, clock } = setUp({ token });
    connection.connect();
    await settled();
    peer().accept();
    expect(peer().last("hello").token).toBe("token 1");
    peer().close(code);
    clock.advance(500);
    await settled();
    peer().accept();
    expect(peer().last("hello").token).toBe("token 2");
  },
);

test("TOK-6: an API token that is refused stops, since there is no other to come back with", async () => {
  const { connection, peer, clock } = setUp({ token: "roost_pat_1" });
  connection.connect();
  await settled();
  peer().accept();
  expect(peer().last("hello").token).toBe("roost_pat_1");
  peer().close(4100, "It may be revoked.");
  const stopped = { state: "stopped", reason: "session-ended", detail: "It may be revoked." };
  expect(connection.status.get()).toEqual(stopped);
  expect(clock.pending).toBe(0);
});

test("an API token comes back with itself after a break", async () => {
  const { peer, goLive, clock, network } = setUp({ token: "roost_pat_1" });
  await goLive();
  peer().close(1006);
  clock.advance(500);
  await settled();
  expect(network.peers.length).toBe(2);
  peer().accept();
  expect(peer().last("hello").token).toBe("roost_pat_1");
});

test("CLO-1: any other close code connects again with the same token", async () => {
  for (const code of [1000, 1001, 1006, 4201, 4206, 4299, 4999]) {
    const { connection, peer, goLive, clock, network } = setUp();
    await goLive();
    peer().close(code);
    expect(connection.status.get().state).toBe("waiting");
    clock.advance(500);
    await settled();
    expect(network.peers.length).toBe(2);
  }
});

test("without a session there is nothing to wait for; without a network there is", async () => {
  const over = [
    new SessionEnded("Sign in again."),
    new ApiError({ code: "auth.invalid_credentials", status: 401, detail: "Wrong." }),
  ];
  for (const error of over) {
    const { connection } = setUp({ token: () => Promise.reject(error) });
    connection.connect();
    await settled();
    expect(connection.status.get()).toMatchObject({ state: "stopped", reason: "session-ended" });
  }
  const { connection } = setUp({ token: () => Promise.reject(new NetworkError("No network.")) });
  connection.connect();
  await settled();
  expect(connection.status.get()).toMatchObject({ state: "waiting", reason: "No network." });
});

test("each step towards live has its time", async () => {
  const steps: ((peer: FakePeer) => void)[] = [
    () => {},
    (peer) => peer.accept(),
    (peer) => peer.send(welcome),
  ];
  for (let count = 1; count <= steps.length; count += 1) {
    const { connection, peer, clock } = setUp();
    connection.connect();
    await settled();
    const stuck = peer();
    for (const step of steps.slice(0, count)) step(stuck);
    clock.advance(60_000);
    expect(stuck.isDropped).toBe(true);
    expect(connection.status.get().state).not.toBe("live");
  }
});

test("a server that went silent is given up, and the socket with it", async () => {
  const { connection, peer, goLive, clock } = setUp();
  await goLive();
  const silent = peer();
  clock.advance(25_000);
  expect(silent.last("ping")).toEqual({ type: "ping" });
  clock.advance(10_000);
  expect(silent.isDropped).toBe(true);
  silent.close(4001);
  expect(connection.status.get()).toMatchObject({
    state: "waiting",
    reason: "The server went silent.",
  });
});

test("frames of an old socket, and text that is not JSON, do no harm", async () => {
  const { connection, peer, goLive, frames, clock } = setUp();
  await goLive();
  const old = peer();
  old.sendText("not JSON");
  expect(connection.status.get()).toMatchObject({
    state: "waiting",
    reason: expect.stringContaining("not JSON"),
  });
  const count = frames.length;
  old.send({ type: "pong" });
  old.close(4001);
  expect(frames.length).toBe(count);
  clock.advance(500);
  await settled();
  expect(connection.status.get().state).toBe("connecting");
});

test("whatever happens, there is one socket, and after close() there is nothing left", async () => {
  const step = fc.record({
    kind: fc.constantFrom("accept", "welcome", "snapshot", "cut", "refuse", "wait", "connect"),
    n: fc.nat(40_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), async (steps) => {
      const { connection, network, clock } = setUp();
      connection.connect();
      await settled();
      for (const { kind, n } of steps) {
        const peer = network.peers.at(-1);
        if (kind === "accept" && peer && !peer.isOpen && !peer.isDropped) peer.accept();
        else if (kind === "welcome" && peer?.isOpen) peer.send(welcome);
        else if (kind === "snapshot" && peer?.isOpen) peer.send(snapshot);
        else if (kind === "cut" && peer?.isOpen) peer.close(1006);
        else if (kind === "refuse" && peer?.isOpen) peer.close(4000 + (n % 300));
        else if (kind === "wait") clock.advance(n);
        else if (kind === "connect") connection.connect();
        await settled();
        expect(network.peers.filter((one) => one.isOpen).length).toBeLessThanOrEqual(1);
        if (connection.status.get().state === "waiting") expect(clock.pending).toBe(1);
      }
      connection.close();
      await settled();
      expect(clock.pending).toBe(0);
      expect(network.peers.filter((one) => one.isOpen)).toEqual([]);
      expect(connection.status.get().state).toBe("stopped");
    }),
    { numRuns: 300 },
  );
});
