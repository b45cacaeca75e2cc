import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Post, UpFrame } from "@roost/protocol/up.ts";
import { answerAs } from "@roost/stage/process.ts";
import { type WebSocket, WebSocketServer } from "ws";
import { changes, posted, snapshot, welcome } from "./frames.ts";
import { type MemberLists, type OpenRoom, openRooms } from "./rooms.ts";

/**
 * What delivering costs at least: a server that stores nothing, checks nothing and sends what it
 * gets to the others of the room. `plain` calls `send()` for each of them and each message;
 * `prepared` makes the bytes of a frame once, and writes all that a connection gets in one turn of
 * the event loop together.
 */
export interface BroadcastCommand {
  listen: "plain" | "prepared";
  rooms: MemberLists;
}

/** Thousands come at once; what does not fit is tried again by the kernel after a whole second. */
const backlog = 4_096;

/** What is said in one room in one turn. */
interface Said {
  sender: WebSocket;
  frame: Buffer;
  answer: Buffer;
}

answerAs<BroadcastCommand, { port: number }>(async ({ listen: mode, rooms: memberLists }) => {
  const rooms = openRooms(memberLists);
  const sockets = new Map<WebSocket, Duplex>();
  const waiting = new Map<OpenRoom, Said[]>();

  const server = createServer();
  const upgrades = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
  });
  server.on("upgrade", (request, socket, head) => {
    upgrades.handleUpgrade(request, socket, head, (ws) => {
      let userId = "";
      sockets.set(ws, socket);
      ws.on("message", (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as UpFrame;
        if (frame.type === "hello") {
          userId = frame.token ?? "";
          ws.send(JSON.stringify(welcome(userId)));
          ws.send(JSON.stringify(snapshot(rooms.enter(userId, ws))));
        } else if (frame.type === "ping") {
          ws.send('{"type":"pong"}');
        } else if (frame.type === "post") {
          say(ws, userId, frame);
        }
      });
      ws.on("error", () => {});
      ws.on("close", () => {
        rooms.leave(userId, ws);
        sockets.delete(ws);
      });
    });
  });

  function say(sender: WebSocket, userId: string, post: Post): void {
    const room = rooms.get(post.roomId);
    room.lastNumber += 1;
    const at = new Date();
    const text = JSON.stringify(changes(post, userId, room.lastNumber, at));
    const answer = JSON.stringify(posted(post, room.lastNumber, at));
    if (mode === "plain") {
      for (const ws of room.present) if (ws !== sender) ws.send(text);
      sender.send(answer);
      return;
    }
    const said = { sender, frame: prepare(text), answer: prepare(answer) };
    if (waiting.size === 0) setImmediate(flush);
    const before = waiting.get(room);
    if (before) before.push(said);
    else waiting.set(room, [said]);
  }

  function flush(): void {
    for (const [room, said] of waiting) {
      const bytes = Buffer.concat(said.map(({ frame }) => frame));
      const senders = new Set(said.map(({ sender }) => sender));
      for (const ws of room.present) {
        const own = () => said.map(({ sender, frame, answer }) => (sender === ws ? answer : frame));
        sockets.get(ws)?.write(senders.has(ws) ? Buffer.concat(own()) : bytes);
      }
    }
    waiting.clear();
  }

  server.listen({ port: 0, host: "127.0.0.1", backlog });
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port };
});

/** A text frame with its header (RFC 6455, section 5.2). No message here is longer than 64 KB. */
function prepare(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const header = length < 126 ? [0x81, length] : [0x81, 126, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(header), payload]);
}
