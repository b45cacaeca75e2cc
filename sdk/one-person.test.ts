import { beforeEach, expect, test, vi } from "vitest";
import { ConnectionStopped, OtherPerson } from "./errors.ts";
import { Roost } from "./roost.ts";
import type { PendingMessage } from "./sending/pending.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { fakeNetwork } from "./testing/fake-socket.ts";
import { ModelRoom, uuid } from "./testing/model.ts";
import { serveNewest, settled } from "./testing/serve.ts";

const [ME, ANN] = [uuid(1), uuid(2)];

let clock: FakeClock;
let network: ReturnType<typeof fakeNetwork>;
let room: ModelRoom;

beforeEach(() => {
  clock = new FakeClock();
  network = fakeNetwork();
  room = new ModelRoom(uuid(101));
  room.join(ANN, "owner");
  room.join(ME);
});

const serve = () => serveNewest(network, [room], ME);

/** A signed token, as far as a client can read it. */
function tokenOf(sub: string): string {
  return `e30.${Buffer.from(JSON.stringify({ sub, iat: 0, exp: 600 })).toString("base64url")}.sig`;
}

test("WHO-3: a client whose tokens become somebody else's stops, says so, and sends nothing", async () => {
  let sub = ME;
  const requests: string[] = [];
  const saved: PendingMessage[][] = [];
  const client = new Roost({
    url: "https://chat.example.org/",
    token: async () => tokenOf(sub),
    userId: ME,
    clock,
    WebSocket: network.WebSocket,
    storage: { load: () => [], save: (unsent) => void saved.push([...unsent]) },
    fetch: async (input) => {
      requests.push(String(input));
      return Response.json({});
    },
  });
  const live = client.connect();
  const peer = await serve();
  await live;
  expect(peer.last("hello").userId).toBe(ME);
  peer.close(1006);
  client.send(room.id, "written while cut off");
  sub = ANN;
  // The session is over, so the client asks for another token, and gets that of the other one.
  clock.advance(30_000);
  await settled();
  network.peers.at(-1)?.accept();
  network.peers.at(-1)?.close(4100);
  clock.advance(30_000);
  await settled();
  expect(client.status.get()).toMatchObject({ state: "stopped", reason: "other-person" });
  await expect(client.api.messages(room.id, {})).rejects.toBeInstanceOf(OtherPerson);
  expect(requests).toEqual([]);
  expect(network.peers.flatMap((one) => one.all("post"))).toEqual([]);
  expect(saved.at(-1)).toMatchObject([{ authorId: ME, body: "written while cut off" }]);

  // The first one is back: so is the message, once.
  sub = ME;
  const again = client.connect();
  const next = await serve();
  await again;
  expect(next.all("post").map(({ body }) => body)).toEqual(["written while cut off"]);
});

test("WHO-3: a request that finds somebody else stops the connection too", async () => {
  let sub = ME;
  const client = new Roost({
    url: "https://chat.example.org/",
    token: async () => tokenOf(sub),
    clock,
    WebSocket: network.WebSocket,
    fetch: async () => Response.json({}),
  });
  const live = client.connect();
  const peer = await serve();
  await live;
  sub = ANN;
  clock.advance(600_000);
  await expect(client.api.editMessage(`${room.id}.1`, "mine?")).rejects.toBeInstanceOf(OtherPerson);
  expect(client.status.get()).toMatchObject({ state: "stopped", reason: "other-person" });
  expect(peer.isDropped).toBe(true);
});

test("WHO-3: a welcome of somebody else is not taken", async () => {
  const client = new Roost({
    url: "https://chat.example.org/",
    token: async () => "opaque",
    userId: ANN,
    clock,
    WebSocket: network.WebSocket,
  });
  const live = client.connect();
  client.send(room.id, "mine");
  const peer = await serve();
  await expect(live).rejects.toBeInstanceOf(ConnectionStopped);
  expect(client.status.get()).toMatchObject({ reason: "other-person" });
  expect([client.me.get(), client.rooms.get()]).toEqual([null, []]);
  expect(peer.all("post")).toEqual([]);
});

test("WHO-3: unsent messages of somebody else are refused, and left as they are", () => {
  const save = vi.fn();
  const unsent: PendingMessage = {
    roomId: room.id,
    authorId: ANN,
    clientMessageId: uuid(900),
    body: "Ann's",
    createdAt: "2026-03-12T10:00:00.000Z",
    state: "queued",
  };
  const open = () =>
    new Roost({
      url: "https://chat.example.org/",
      token: async () => tokenOf(ME),
      userId: ME,
      storage: { load: () => [unsent], save },
    });
  expect(open).toThrow(OtherPerson);
  expect(save).not.toHaveBeenCalled();
});
