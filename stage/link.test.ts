import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Link, openLink } from "./link.ts";

/** Says back what it hears. */
let echo: Server;
let echoPort: number;
/** Its ends of the connections, in the order in which they came. */
let echoSockets: Socket[];
let link: Link;
let refusals: number;

beforeEach(async () => {
  echoSockets = [];
  echo = createServer((socket) => {
    echoSockets.push(socket);
    socket.on("error", () => {});
    socket.pipe(socket);
  });
  echo.listen(0, "127.0.0.1");
  await once(echo, "listening");
  echoPort = (echo.address() as AddressInfo).port;
  refusals = 0;
  link = await openLink({
    target: () => ({ host: "127.0.0.1", port: echoPort }),
    onRefused: () => {
      refusals += 1;
    },
  });
});
afterEach(async () => {
  await link.close();
  for (const socket of echoSockets) socket.destroy();
  echo.close();
});

class Client {
  readonly socket: Socket;
  heard = "";
  isClosed = false;

  constructor(port = link.port) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.socket.on("data", (bytes) => {
      this.heard += bytes.toString();
    });
    this.socket.on("error", () => {});
    this.socket.on("close", () => {
      this.isClosed = true;
    });
  }

  async says(text: string): Promise<void> {
    const before = this.heard;
    this.socket.write(text);
    await until(() => this.heard === before + text);
  }

  async closed(): Promise<void> {
    await until(() => this.isClosed);
  }
}

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { interval: 1, timeout: 5_000 });

/** What was sent before over the link has come as far as it does. */
async function passing(): Promise<void> {
  await new Client(echoPort).says("beside the link");
}

test("what is delayed arrives late, and before what was sent behind it", async () => {
  const client = new Client();
  await client.says("now");
  link.delay(300);
  const startedMs = performance.now();
  client.socket.write(" late");
  await passing();
  link.delay(0);
  client.socket.write(" behind");
  await until(() => client.heard.length === "now late behind".length);
  expect(client.heard).toBe("now late behind");
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(299);
});

test("a cut breaks what is open and refuses what is new, until it is mended", async () => {
  const open = new Client();
  await open.says("hello");
  link.cut();
  await open.closed();
  await new Client().closed();
  link.mend();
  await new Client().says("hello again");
});

test("who lost bytes stays silent, and open, until that is broken; others go on", async () => {
  const before = new Client();
  await before.says("hello");
  link.lose("down");
  const meanwhile = new Client();
  await until(() => echoSockets.length === 2);
  link.mend();
  const after = new Client();
  await after.says("well");
  for (const client of [before, meanwhile]) client.socket.write("lost");
  await after.says(", still");
  for (const socket of echoSockets) socket.destroy();
  await after.closed();
  expect([before.heard, meanwhile.heard]).toEqual(["hello", ""]);
  expect([before.isClosed, meanwhile.isClosed]).toEqual([false, false]);
  link.breakLost();
  for (const client of [before, meanwhile]) await client.closed();
});

test("what is stalled waits, and arrives when that is mended", async () => {
  const client = new Client();
  await client.says("hello");
  link.stall("up");
  client.socket.write(", world");
  await passing();
  expect(client.heard).toBe("hello");
  link.mend();
  await until(() => client.heard === "hello, world");
});

test("it tells when nobody answers at the target, and not when a connection breaks", async () => {
  const client = new Client();
  await client.says("hello");
  link.breakAll();
  await client.closed();
  expect(refusals).toBe(0);
  echo.close();
  await new Client().closed();
  expect(refusals).toBe(1);
});
