import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Hello, Post, UpFrame } from "@roost/protocol/up.ts";
import { answerAs } from "@roost/stage/process.ts";
import pg from "pg";
import { type WebSocket, WebSocketServer } from "ws";
import { changes, posted, snapshot, welcome } from "./frames.ts";
import { type MemberLists, openRooms } from "./rooms.ts";

/**
 * A chat server as one writes it first: a statement and a commit for each message, then the text
 * to each member by `send()`. It stores each message once, in order, durably; it checks nothing,
 * and a token is the user's id.
 */
export interface InsertCommand {
  databaseUrl: string;
  rooms: MemberLists;
}

const connections = 20;

const INSERT = `
WITH bumped AS (
  UPDATE baseline_rooms SET last_number = last_number + 1 WHERE id = $1 RETURNING last_number
)
INSERT INTO baseline_messages (room_id, number, author_id, client_message_id, body)
SELECT $1, last_number, $2, $3, $4 FROM bumped
RETURNING number, created_at`;

answerAs<InsertCommand, { port: number }>(async ({ databaseUrl, rooms: memberLists }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  await prepareTables(pool, Object.keys(memberLists));
  const rooms = openRooms(memberLists);
  /** Posts of a room one after the other: their order is that of their numbers. */
  const work = new Map<string, Promise<void>>();

  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  server.on("connection", (ws) => {
    let userId = "";
    ws.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as UpFrame;
      if (frame.type === "hello") userId = greet(ws, frame);
      else if (frame.type === "ping") ws.send('{"type":"pong"}');
      else if (frame.type === "post") queue(ws, userId, frame);
    });
    ws.on("error", () => {});
    ws.on("close", () => rooms.leave(userId, ws));
  });

  function greet(ws: WebSocket, { token = "" }: Hello): string {
    ws.send(JSON.stringify(welcome(token)));
    ws.send(JSON.stringify(snapshot(rooms.enter(token, ws))));
    return token;
  }

  function queue(ws: WebSocket, userId: string, post: Post): void {
    const before = work.get(post.roomId) ?? Promise.resolve();
    work.set(
      post.roomId,
      before.then(() => store(ws, userId, post)),
    );
  }

  async function store(ws: WebSocket, userId: string, post: Post): Promise<void> {
    const { rows } = await pool.query<{ number: string; created_at: Date }>({
      name: "insert",
      text: INSERT,
      values: [post.roomId, userId, post.clientMessageId, post.body],
    });
    const [row] = rows as [{ number: string; created_at: Date }];
    const room = rooms.get(post.roomId);
    room.lastNumber = Number(row.number);
    const text = JSON.stringify(changes(post, userId, room.lastNumber, row.created_at));
    for (const member of room.present) if (member !== ws) member.send(text);
    ws.send(JSON.stringify(posted(post, room.lastNumber, row.created_at)));
  }

  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port };
});

async function prepareTables(pool: pg.Pool, roomIds: string[]): Promise<void> {
  await pool.query(`
    CREATE TABLE baseline_rooms (
      id uuid PRIMARY KEY, last_number bigint NOT NULL DEFAULT 0
    ) WITH (fillfactor = 50);
    CREATE TABLE baseline_messages (
      room_id uuid NOT NULL, number bigint NOT NULL, author_id uuid NOT NULL,
      client_message_id uuid NOT NULL, body text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (room_id, number), UNIQUE (room_id, author_id, client_message_id)
    )`);
  await pool.query("INSERT INTO baseline_rooms (id) SELECT unnest($1::uuid[])", [roomIds]);
}
