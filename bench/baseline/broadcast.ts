import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { answerAs } from "@roost/stage/process.ts";
import { WebSocketServer } from "ws";

/**
 * What one measures Roost against: a server that does nothing but send what it gets to everyone.
 * `plain` calls `send()` for each client and message; `prepared` makes the bytes of a frame once
 * and writes all frames of one turn of the event loop together.
 */
export type BroadcastCommand = { listen: "plain" | "prepared" };

answerAs<BroadcastCommand, { port: number }>(async ({ listen: mode }) => {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const clients = new Set<Duplex>();
  let waiting: Buffer[] = [];

  server.on("upgrade", (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (ws) => {
      clients.add(socket);
      sockets.clients.add(ws);
      ws.on("close", () => {
        clients.delete(socket);
        sockets.clients.delete(ws);
      });
      ws.on("error", () => {});
      ws.on("message", (data: Buffer) => {
        if (data.includes('"type":"ping"')) ws.send('{"type":"pong"}');
        else if (mode === "plain") send(data.toString());
        else prepare(data);
      });
    });
  });

  function send(text: string): void {
    for (const ws of sockets.clients) ws.send(text);
  }

  function prepare(payload: Buffer): void {
    const header =
      payload.length < 126
        ? Buffer.from([0x81, payload.length])
        : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255]);
    if (waiting.length === 0) setImmediate(flush);
    waiting.push(header, payload);
  }

  function flush(): void {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    for (const socket of clients) socket.write(bytes);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port };
});
