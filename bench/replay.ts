import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Message } from "@roost/protocol/message.ts";
import { Roost } from "@roost/sdk";
import type { SeededUser } from "@roost/stage/seed.ts";
import { openStage, type Stage } from "@roost/stage/stage.ts";
import { WebSocket as WsWebSocket } from "ws";
import { type Figure, figure } from "./figure.ts";
import { type Line, readLines } from "./lines.ts";

export interface ReplayOptions {
  /** A file of JSON objects, see `lines.ts`. */
  file: string;
  messages: number;
  users: number;
  rooms: number;
}

const roomsOfEach = 5;
const sendsInFlight = 200;
/** After so many messages, one connection in ten is cut without a word. */
const messagesBetweenCuts = 1_000;
const convergeWithinMs = 120_000;

/** A person with a client, and what listeners of that client were told. */
interface Speaker {
  user: SeededUser;
  roost: Roost;
  roomIds: string[];
  /** The number of the last message told, by room. */
  told: Map<string, number>;
  cut(): void;
}

/**
 * Has real messages said by SDK clients whose connections break all the time, and compares what
 * each client then holds with the database. Throws where they differ.
 */
export async function replay(options: ReplayOptions): Promise<Figure[]> {
  const scenario = `replay.${options.messages}`;
  const lines = await readLines(options.file, options.messages);
  const stage = await openStage();
  const violations: string[] = [];
  const users = await stage.seed.addUsers(options.users);
  const roomIds = await addRooms(stage, users, options.rooms);
  const speakers = users.map((user, index) =>
    createSpeaker(stage.url, user, roomsOf(index, roomIds), violations),
  );
  await Promise.all(speakers.map(enter));
  const startedMs = performance.now();
  const cuts = await say(lines, speakers, roomIds);
  const seconds = (performance.now() - startedMs) / 1_000;
  await converge(stage, speakers);
  const rows = await compare(stage, speakers, violations);
  for (const { roost } of speakers) roost.close();
  if (violations.length > 0) {
    throw new Error(
      `${violations.length} differences, such as:\n${violations.slice(0, 10).join("\n")}`,
    );
  }
  return [
    figure(scenario, "clients", "", speakers.length),
    figure(scenario, "messages acknowledged", "", lines.length),
    figure(
      scenario,
      "messages acknowledged a second, clients on the same machine",
      "/s",
      lines.length / seconds,
    ),
    figure(scenario, "connections cut meanwhile", "", cuts),
    figure(scenario, "rows compared, all equal", "", rows),
  ];
}

function roomsOf(userIndex: number, roomIds: readonly string[]): string[] {
  const first = userIndex % roomIds.length;
  return Array.from(
    { length: Math.min(roomsOfEach, roomIds.length) },
    (_, step) => roomIds[(first + step) % roomIds.length] as string,
  );
}

async function addRooms(stage: Stage, users: SeededUser[], count: number): Promise<string[]> {
  const roomIds: string[] = [];
  const places = Array.from({ length: count }, (_, index) => `${index}`);
  for (const place of places) {
    const members = users.filter((_, index) => roomsOf(index, places).includes(place));
    roomIds.push(
      await stage.seed.addRoom(
        `room ${place}`,
        members.map(({ id }) => id),
      ),
    );
  }
  return roomIds;
}

function createSpeaker(
  url: string,
  user: SeededUser,
  roomIds: string[],
  violations: string[],
): Speaker {
  let socket: WsWebSocket | null = null;
  class CuttableWebSocket extends WsWebSocket {
    constructor(address: string) {
      super(address, { perMessageDeflate: false });
      socket = this;
    }
  }
  const told = new Map<string, number>();
  const roost = new Roost({
    url,
    token: async () => user.token,
    // The same interface as the browser's, and one can cut it without a closing handshake.
    WebSocket: CuttableWebSocket as unknown as typeof WebSocket,
  });
  roost.on("message", ({ roomId, number }) => {
    const before = told.get(roomId) ?? 0;
    if (number !== before + 1) {
      violations.push(`${user.username} was told ${number} after ${before} in ${roomId}`);
    }
    told.set(roomId, number);
  });
  return { user, roost, roomIds, told, cut: () => socket?.terminate() };
}

async function enter({ roost, roomIds }: Speaker): Promise<void> {
  await roost.connect();
  for (const roomId of roomIds) {
    const timeline = roost.timeline(roomId);
    // Somebody looks at it, so it keeps all of its messages.
    timeline.subscribe(() => {});
    await timeline.loadNewest();
  }
}

/** Says the lines in turn, each by a member of its room. Returns how many connections were cut. */
async function say(lines: Line[], speakers: Speaker[], roomIds: string[]): Promise<number> {
  const members = new Map(
    roomIds.map((id) => [id, speakers.filter((speaker) => speaker.roomIds.includes(id))]),
  );
  const sending = new Set<Promise<unknown>>();
  let cuts = 0;
  for (const [index, line] of lines.entries()) {
    // Everybody keeps to one room and one person of ours, so that all rooms talk at once.
    const roomId = roomIds[hash(line.nick) % roomIds.length] as string;
    const present = members.get(roomId) as Speaker[];
    const { roost } = present[hash(`${line.nick} speaks`) % present.length] as Speaker;
    const sent: Promise<unknown> = roost
      .sent(roost.send(roomId, line.text))
      .finally(() => sending.delete(sent));
    sending.add(sent);
    if (sending.size >= sendsInFlight) await Promise.race(sending);
    if (index % messagesBetweenCuts === messagesBetweenCuts - 1) {
      for (const speaker of speakers.filter((_, at) => (at + index) % 10 === 0)) {
        speaker.cut();
        cuts += 1;
      }
    }
  }
  await Promise.all(sending);
  return cuts;
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return value;
}

/** Waits until every replica has every version that the database has. */
async function converge(stage: Stage, speakers: Speaker[]): Promise<void> {
  const rooms = await stage.seed.query<{ id: string; last_number: number }>(
    "SELECT id, last_number FROM rooms",
  );
  const newest = new Map(rooms.map((room) => [room.id, room.last_number]));
  const isBehind = ({ roost, roomIds }: Speaker) =>
    roomIds.some((id) => roost.timeline(id).get().messages.length !== newest.get(id));
  const deadlineMs = performance.now() + convergeWithinMs;
  while (speakers.some(isBehind)) {
    if (performance.now() > deadlineMs) {
      throw new Error(`${speakers.filter(isBehind).length} clients are still behind.`);
    }
    await delay(100);
  }
}

type StoredMessage = Pick<Message, "number" | "version" | "authorId" | "clientMessageId" | "body">;

/** Compares every row that a client holds with the database. Returns how many there were. */
async function compare(stage: Stage, speakers: Speaker[], violations: string[]): Promise<number> {
  let rows = 0;
  const stored = new Map<string, StoredMessage[]>();
  for (const { user, roost, roomIds, told } of speakers) {
    for (const roomId of roomIds) {
      if (!stored.has(roomId)) stored.set(roomId, await storedMessages(stage, roomId));
      const expected = stored.get(roomId) as StoredMessage[];
      const held = roost
        .timeline(roomId)
        .get()
        .messages.map(
          ({ number, version, authorId, clientMessageId, body }): StoredMessage => ({
            number,
            version,
            authorId,
            clientMessageId,
            body,
          }),
        );
      rows += held.length;
      if (!isDeepStrictEqual(held, expected)) {
        violations.push(`${user.username} holds ${held.length} of ${expected.length} in ${roomId}`);
      }
      if ((told.get(roomId) ?? 0) !== expected.length) {
        violations.push(`${user.username} was told ${told.get(roomId)} of ${expected.length}`);
      }
      if (roost.timeline(roomId).get().pending.length > 0) {
        violations.push(`${user.username} still has pending messages in ${roomId}`);
      }
    }
  }
  return rows;
}

function storedMessages(stage: Stage, roomId: string): Promise<StoredMessage[]> {
  return stage.seed.query<StoredMessage>(
    `SELECT number, version, author_id AS "authorId", client_message_id AS "clientMessageId", body
     FROM messages WHERE room_id = $1 ORDER BY number`,
    [roomId],
  );
}
