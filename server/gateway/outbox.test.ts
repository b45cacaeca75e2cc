import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { descriptorOf, sendNow } from "./descriptor.ts";
import { Outbox } from "./outbox.ts";

let server: Server;
const opened: Socket[] = [];

beforeAll(async () => {
  server = createServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  for (const socket of opened) socket.destroy();
  server.close();
});

/** The two ends of a connection: that of the server, and that of a peer who reads nothing yet. */
async function openPair(): Promise<{ here: Socket; there: Socket }> {
  const accepted = once(server, "connection");
  const there = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const [here] = (await accepted) as [Socket];
  opened.push(here, there);
  for (const socket of [here, there]) socket.on("error", () => {});
  return { here, there };
}

async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const neverTooMuch = { overflowed: () => expect.unreachable() };

test("a reader who falls behind gets all of it, in order, also what others wrote to the socket", async () => {
  const { here, there } = await openPair();
  const outbox = new Outbox(here, neverTooMuch);
  const sent: Buffer[] = [];
  for (let index = 0; index < 2_000; index++) {
    const frame = Buffer.alloc((index * 977) % 9_000, `${index} `);
    sent.push(frame);
    // As the WebSocket library does, for a pong.
    if (index % 50 === 0) here.write(frame);
    else outbox.sendOwed(frame);
    outbox.flush();
  }
  // The kernel has not taken it all: both ways of sending were used.
  expect(here.writableLength).toBeGreaterThan(0);
  here.end();
  expect(Buffer.compare(await readAll(there), Buffer.concat(sent))).toBe(0);
});

test("what is sent in one turn leaves together at its end", async () => {
  const { here, there } = await openPair();
  const outbox = new Outbox(here, neverTooMuch);
  outbox.send(Buffer.from("one "));
  outbox.send(Buffer.from("two"));
  await nextTurn();
  await nextTurn();
  const [chunk] = await once(there, "data");
  expect(String(chunk)).toBe("one two");
});

test("whoever has too much waiting gets no more", async () => {
  const { here } = await openPair();
  let overflowed = 0;
  const outbox = new Outbox(here, { overflowed: () => (overflowed += 1) });
  for (let mebibytes = 0; mebibytes < 64 && overflowed === 0; mebibytes++) {
    outbox.send(Buffer.alloc(1 << 20));
    outbox.flush();
  }
  expect(overflowed).toBe(1);
});

test("nothing is sent to who has the descriptor of a closed socket now", async () => {
  const { here } = await openPair();
  const outbox = new Outbox(here, neverTooMuch);
  const descriptor = descriptorOf(here);
  here.destroy();
  await once(here, "close");
  // The kernel gives the lowest free number, to either end of what is opened next.
  const { here: accepted, there: connected } = await openPair();
  const isAccepted = descriptorOf(accepted) === descriptor;
  const [heir, peer] = isAccepted ? [accepted, connected] : [connected, accepted];
  expect(descriptorOf(heir)).toBe(descriptor);
  outbox.send(Buffer.from("not for you"));
  outbox.flush();
  heir.end("for you");
  expect(String(await readAll(peer))).toBe("for you");
});

test("a broken connection takes nothing, and nothing is thrown", async () => {
  const { here, there } = await openPair();
  const descriptor = descriptorOf(here) ?? -1;
  there.resetAndDestroy();
  await once(there, "close");
  sendNow(descriptor, Buffer.from("the first may still be taken"));
  expect(sendNow(descriptor, Buffer.from("lost"))).toBe(0);
});

test("TLS goes through its stream", async () => {
  const { here } = await openPair();
  expect(descriptorOf(here)).not.toBeNull();
  expect(descriptorOf(new TLSSocket(here, { isServer: true }))).toBeNull();
});
