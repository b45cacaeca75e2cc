import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { Wire } from "./wire.ts";

let server: WebSocketServer;
let url: string;

beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  await once(server, "listening");
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
});
afterAll(() => server.close());

/** A wire that is open, the server's end of it, and what came. */
async function open(path = url) {
  const heard: string[] = [];
  const lost = Promise.withResolvers<string>();
  const connected = once(server, "connection") as Promise<[WebSocket]>;
  const wire = await new Promise<Wire>((resolve, reject) => {
    new Wire(path, {
      opened: resolve,
      text: (_, frame) => heard.push(frame.toString()),
      lost(_, reason) {
        lost.resolve(reason);
        reject(new Error(reason));
      },
    });
  });
  const [ws] = await connected;
  return { wire, ws, heard, lost: lost.promise };
}

test("frames of every length go both ways, in order, whole or in pieces", async () => {
  const { wire, ws, heard } = await open();
  const texts = [0, 1, 125, 126, 65_535, 65_536, 1_000_000, 5].map((length) => "é".repeat(length));
  const received: string[] = [];
  const all = new Promise<void>((resolve) => {
    ws.on("message", (data: Buffer) => {
      received.push(data.toString());
      ws.send(data.toString());
      if (received.length === texts.length) resolve();
    });
  });
  for (const text of texts) wire.send(text);
  await all;
  expect(received).toEqual(texts);
  await expect.poll(() => heard.length).toBe(texts.length);
  expect(heard).toEqual(texts);
});

test("a close says why, and a cut is one", async () => {
  const closed = await open();
  closed.ws.close(4207, "retry within 500 ms");
  expect(await closed.lost).toBe("4207 retry within 500 ms");

  const cut = await open();
  const ended = once(cut.ws, "close");
  cut.wire.cut();
  expect((await ended)[0]).toBe(1006);
});

test("a server that is not there, or does not want to, is a loss", async () => {
  await expect(open("ws://127.0.0.1:1/ws")).rejects.toThrow("ECONNREFUSED");
});
