import type { Message } from "@roost/protocol/message.ts";
import { Accounts, type ConnectionStatus, type Observable, Roost, systemClock } from "@roost/sdk";
import { type CuttableNetwork, openCuttableNetwork } from "@roost/stage/cuttable-network.ts";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { password, startTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let network: CuttableNetwork;
const clients: Roost[] = [];
let people = 0;

beforeAll(async () => {
  server = await startTestServer({ TOKEN_LIFETIME_SECONDS: "60" });
  network = await openCuttableNetwork(server.url);
});

afterEach(() => {
  network.mend();
  for (const roost of clients.splice(0)) roost.close();
});

afterAll(async () => {
  await network?.close();
  await server?.close();
});

interface Person {
  accounts: Accounts;
  username: string;
  roost: Roost;
  id: string;
  /** What `on("message")` told. */
  heard: Message[];
}

async function signUp(url = server.url): Promise<{ accounts: Accounts; username: string }> {
  people += 1;
  const username = `person${people}`;
  const accounts = new Accounts({ url });
  const email = `${username}@example.org`;
  await accounts.signUp({ username, displayName: username, email, password });
  return { accounts, username };
}

/** Somebody new, connected. */
async function join(url = server.url): Promise<Person> {
  const { accounts, username } = await signUp(url);
  const roost = new Roost({ url, token: () => accounts.token() });
  clients.push(roost);
  const heard: Message[] = [];
  roost.on("message", (message) => heard.push(message));
  await roost.connect();
  return { accounts, username, roost, id: roost.me.get()?.id ?? "", heard };
}

/** Resolves when the value is as it should be. */
function until<T>(observable: Observable<T>, holds: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const value = observable.get();
      if (!holds(value)) return;
      unsubscribe();
      resolve(value);
    };
    const unsubscribe = observable.subscribe(look);
    queueMicrotask(look);
  });
}

const isIn = (state: ConnectionStatus["state"]) => (status: ConnectionStatus) =>
  status.state === state;

function bodies(messages: readonly Message[]): string[] {
  return messages.filter((message) => message.authorId !== null).map((message) => message.body);
}

test("two clients talk; each sees the same messages, names and counts", async () => {
  const [ann, bob] = [await join(), await join()];
  const room = await ann.roost.api.createRoom({ name: "Tea", kind: "private", topic: "" });
  expect(ann.roost.room(room.id).get()?.name).toBe("Tea");
  await ann.roost.api.invite(room.id, [bob.id]);
  await until(bob.roost.room(room.id), (view) => view !== null);

  const timeline = bob.roost.timeline(room.id);
  await timeline.loadNewest();
  const sent = await ann.roost.sent(ann.roost.send(room.id, "  Hello, **Bob**  "));
  expect(sent.body).toBe("  Hello, **Bob**");
  await until(timeline, (view) => view.messages.some((message) => message.id === sent.id));
  expect(bob.roost.user(ann.id)?.username).toBe(ann.username);
  expect(bob.roost.room(room.id).get()).toMatchObject({ unread: 1, lastMessage: sent });
  expect(ann.roost.room(room.id).get()).toMatchObject({ unread: 0, pendingCount: 0 });

  bob.roost.markRead(room.id, sent.number);
  expect(bob.roost.room(room.id).get()?.unread).toBe(0);
  const { rooms } = await bob.roost.api.rooms();
  await until(bob.roost.room(room.id), (view) => view?.readNumber === sent.number);
  expect(rooms.map(({ id }) => id)).toContain(room.id);

  await ann.roost.api.editMessage(sent.id, "Hello");
  await until(timeline, (view) => view.messages.at(-1)?.body === "Hello");
  await ann.roost.api.deleteMessage(sent.id);
  await until(timeline, (view) => view.messages.at(-1)?.deletedAt !== null);

  const members = bob.roost.members(room.id);
  await members.load();
  expect(members.get()).toMatchObject({ status: "ready", total: 2, hasMore: false });
  expect(members.get().members.map(({ user, role }) => [user.username, role])).toEqual([
    [ann.username, "owner"],
    [bob.username, "member"],
  ]);
});

test("ACK-2, ORD-4: cut off, a client queues; back again, all is sent, heard and in order, once", async () => {
  const [ann, bob] = [await join(), await join(network.url)];
  const room = await ann.roost.api.createRoom({ name: "Cut", kind: "private" });
  await ann.roost.api.invite(room.id, [bob.id]);
  await until(bob.roost.room(room.id), (view) => view !== null);
  await bob.roost.timeline(room.id).loadNewest();
  await ann.roost.timeline(room.id).loadNewest();

  network.cut();
  await until(bob.roost.status, isIn("waiting"));
  const missed = ["one", "two", "three"].map((body) => ann.roost.send(room.id, body));
  const queued = ["four", "five", "six"].map((body) => bob.roost.send(room.id, body));
  await Promise.all(missed.map((pending) => ann.roost.sent(pending)));
  expect(
    bob.roost
      .timeline(room.id)
      .get()
      .pending.map(({ body }) => body),
  ).toEqual(["four", "five", "six"]);

  network.mend();
  await until(bob.roost.status, isIn("live"));
  await Promise.all(queued.map((pending) => bob.roost.sent(pending)));
  const all = ["one", "two", "three", "four", "five", "six"];
  await until(ann.roost.timeline(room.id), (view) => bodies(view.messages).length === all.length);
  expect(bodies(ann.roost.timeline(room.id).get().messages)).toEqual(all);
  expect(bob.roost.timeline(room.id).get().messages).toEqual(
    ann.roost.timeline(room.id).get().messages,
  );
  const ofRoom = ({ roomId }: Message) => roomId === room.id;
  expect(bodies(ann.heard.filter(ofRoom))).toEqual(all);
  expect(bodies(bob.heard.filter(ofRoom))).toEqual(all);
});

test("DUP-1, ACK-4: a send whose acknowledgement was cut off is stored once", async () => {
  const [ann, bob] = [await join(), await join(network.url)];
  const room = await bob.roost.api.createRoom({ name: "Ack", kind: "private" });
  await bob.roost.api.invite(room.id, [ann.id]);
  await until(ann.roost.room(room.id), (view) => view !== null);

  const stored = new Promise<void>((resolve) => {
    ann.roost.on("message", (message) => message.body === "once" && resolve());
  });
  network.muteServer();
  const pending = bob.roost.send(room.id, "once");
  await stored;
  expect(bob.roost.room(room.id).get()?.pendingCount).toBe(1);
  network.cut();
  network.mend();
  const message = await bob.roost.sent(pending);
  expect(message.clientMessageId).toBe(pending.clientMessageId);
  const page = await ann.roost.api.messages(room.id);
  expect(bodies(page.messages)).toEqual(["once"]);
});

test("MEM-3: removed from a room while connected, nothing more of it comes", async () => {
  const [ann, bob] = [await join(), await join()];
  const room = await ann.roost.api.createRoom({ name: "Closed", kind: "private" });
  await ann.roost.api.invite(room.id, [bob.id]);
  await until(bob.roost.room(room.id), (view) => view !== null);
  await bob.roost.timeline(room.id).loadNewest();

  const left = new Promise<string>((resolve) => bob.roost.on("left", resolve));
  await ann.roost.api.removeMember(room.id, bob.id);
  expect(await left).toBe(room.id);
  const heard = bob.heard.length;
  expect(bob.roost.timeline(room.id).get()).toMatchObject({ status: "unloaded", messages: [] });
  await ann.roost.sent(ann.roost.send(room.id, "secret"));
  await expect(bob.roost.sent(bob.roost.send(room.id, "let me in"))).rejects.toMatchObject({
    name: "SendFailed",
    code: "room.not_found",
  });
  expect(bob.heard.length).toBe(heard);
  expect(bob.roost.timeline(room.id).get().pending).toMatchObject([{ state: "failed" }]);

  await ann.roost.api.invite(room.id, [bob.id]);
  await until(bob.roost.room(room.id), (view) => view !== null);
  const [failed] = bob.roost.timeline(room.id).get().pending;
  bob.roost.retry(failed?.clientMessageId ?? "");
  await until(bob.roost.room(room.id), (view) => view?.lastMessage?.body === "let me in");
});

test("a token that the server refuses is replaced, over the gateway and over HTTP", async () => {
  const { accounts } = await signUp();
  const forged = "eyJhbGciOiJub25lIn0.e30.";
  let asked = 0;
  const token = async () => {
    asked += 1;
    return asked === 1 || asked === 3 ? forged : accounts.token();
  };
  let skippedMs = 0;
  const clock = { ...systemClock, now: () => Date.now() + skippedMs };
  const roost = new Roost({ url: server.url, token, clock });
  clients.push(roost);
  await roost.connect();
  expect(asked).toBe(2);
  await roost.api.me();
  expect(asked).toBe(2);
  skippedMs = 61_000;
  expect((await roost.api.me()).username).toBe(roost.me.get()?.username);
  expect(asked).toBe(4);
});

test("CLO-3: signed out elsewhere, a client stops; a bot with a password signs in again", async () => {
  const { accounts, username } = await signUp();
  const roost = new Roost({ url: server.url, token: () => accounts.token() });
  const bot = await Roost.signIn(server.url, { login: `${username}@example.org`, password });
  clients.push(roost, bot);
  await roost.connect();
  const current = await accounts.session();
  expect(current?.me.username).toBe(username);
  const others = (await accounts.listSessions()).filter((session) => !session.current);
  for (const { id } of others) await accounts.revokeSession(id);
  await bot.connect();
  expect(bot.me.get()?.username).toBe(username);

  await accounts.signOut();
  const status = await until(roost.status, isIn("stopped"));
  expect(status).toMatchObject({ state: "stopped", reason: "session-ended" });
  await expect(roost.connect()).rejects.toMatchObject({ name: "ConnectionStopped" });
  await expect(accounts.token()).rejects.toMatchObject({ name: "SessionEnded" });
});

test("a wrong password and an unknown room are told by their codes", async () => {
  const login = { login: "nobody", password };
  await expect(Roost.signIn(server.url, login)).rejects.toMatchObject({
    name: "ApiError",
    code: "auth.invalid_credentials",
    status: 401,
  });
  const { roost } = await join();
  const unknown = crypto.randomUUID();
  await expect(roost.api.getRoom(unknown)).rejects.toMatchObject({ code: "room.not_found" });
  const timeline = roost.timeline(unknown);
  await timeline.loadNewest();
  expect(timeline.get()).toMatchObject({
    status: "error",
    error: { name: "ApiError", code: "room.not_found" },
  });
  expect(() => roost.send(unknown, " ")).toThrowError(
    expect.objectContaining({ name: "TextRefused" }),
  );
});

test("CLO-6: a restarting server is waited for, and the work goes on where it was", async () => {
  const { roost } = await join();
  const room = await roost.api.createRoom({ name: "Restart", kind: "private" });
  const stopped = server.stop();
  const waiting = await until(roost.status, isIn("waiting"));
  expect(waiting).toMatchObject({ reason: expect.stringMatching(/^retry within \d+ ms$/) });
  const pending = roost.send(room.id, "still here");
  await stopped;
  await server.start();
  expect((await roost.sent(pending)).body).toBe("still here");
});
