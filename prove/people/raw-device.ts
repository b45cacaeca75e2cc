import { randomUUID } from "node:crypto";
import { afterClose } from "@roost/protocol/close-codes.ts";
import type { DownFrame } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import type { Standing } from "@roost/sdk";
import type { Link } from "@roost/stage/link.ts";
import type { Random } from "@roost/stage/random.ts";
import { WebSocket } from "ws";
import type { Post, ReplicaRoom } from "../history.ts";
import type { Device, HeldRoom, Requests } from "./device.ts";
import { RawEmoji } from "./raw-emoji.ts";
import { RawReplica } from "./raw-replica.ts";
import { rawRequests } from "./raw-requests.ts";
import type { Recorder } from "./recorder.ts";

const firstBackOffMs = 250;
const longestBackOffMs = 10_000;
/** The way from opening a socket to the snapshot may take this long. */
const patienceMs = 15_000;
const lookEveryMs = 2_500;

interface Unsent {
  roomId: string;
  clientMessageId: string;
  body: string;
  standing: Standing;
  /** Some programs know what they show, and some say nothing of it. */
  seen?: number;
}

export interface RawDeviceOptions {
  name: string;
  userId: string;
  token: string;
  link: Link;
  recorder: Recorder;
  random: Random;
}

/** A device whose program does what docs/protocol.md says, and nothing of its own. */
export class RawDevice implements Device {
  readonly name: string;
  readonly userId: string;
  readonly link: Link;
  readonly api: Requests;
  readonly clock = null;
  readonly #options: RawDeviceOptions;
  readonly #recorder: Recorder;
  #replica: RawReplica;
  #emoji: RawEmoji;
  #socket: WebSocket | null = null;
  #isLive = false;
  #isClosed = false;
  #attempt = 0;
  #ref = 0;
  #heardAt = 0;
  #saidAt = 0;
  #started = Promise.withResolvers<void>();
  /** By `ref`: a read that succeeds is told without one, so all are kept until they are of no use. */
  readonly #reads = new Map<number, { roomId: string; number: number }>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #heartbeat: NodeJS.Timeout;
  /** By room, in the order of sending; the first one is under way. */
  readonly #lanes = new Map<string, Unsent[]>();

  constructor(options: RawDeviceOptions) {
    this.#options = options;
    this.#recorder = options.recorder;
    this.name = options.name;
    this.userId = options.userId;
    this.link = options.link;
    this.api = rawRequests(`http://127.0.0.1:${options.link.port}`, options.token);
    this.#replica = this.#newReplica();
    this.#emoji = this.#newEmoji();
    this.#heartbeat = setInterval(() => this.#beat(), lookEveryMs);
  }

  start(): Promise<void> {
    this.#connect();
    return this.#started.promise;
  }

  rooms(): HeldRoom[] {
    return this.#replica.rooms();
  }

  post(roomId: string, body: string, standing: Standing = {}): string {
    const clientMessageId = randomUUID();
    const [authorId, device] = [this.userId, this.name];
    const { alsoInRoom: inRoom, ...rest } = standing;
    const forward = forwardOf(standing);
    const post = { clientMessageId, roomId, authorId, device, body, ...rest, inRoom, ...forward };
    this.#recorder.ledger.post(post);
    const lane = this.#lanes.get(roomId) ?? [];
    this.#lanes.set(roomId, lane);
    const seen = this.#options.random.chance(0.5) ? this.#shown(roomId) : {};
    lane.push({ roomId, clientMessageId, body, standing, ...seen });
    if (lane.length === 1) this.#sendFirst(roomId);
    return clientMessageId;
  }

  /** What was read there: older than what is there by now, where nobody has looked for a while. */
  #shown(roomId: string): { seen?: number } {
    const seen = this.#replica.readNumber(roomId);
    return seen === undefined ? {} : { seen };
  }

  repeat({ roomId, clientMessageId, body, replyTo, threadNumber, inRoom, forward }: Post): void {
    const standing = {
      ...(replyTo && { replyTo }),
      ...(threadNumber && { threadNumber }),
      ...(inRoom && { alsoInRoom: inRoom }),
      ...(forward && { forward }),
    };
    this.#send({ type: "post", roomId, clientMessageId, body, ...standing });
  }

  markRead(roomId: string, number: number): void {
    this.#ref += 1;
    this.#reads.set(this.#ref, { roomId, number });
    this.#send({ type: "read", ref: this.#ref, roomId, number });
  }

  look(roomId: string, userId: string, root: number): void {
    const threadIds = [`${roomId}.${root}`];
    this.#send({ type: "watch", roomIds: [roomId], threadIds, userIds: [userId] });
  }

  type(roomId: string, root?: number): void {
    this.#send({ type: "typing", roomId, ...(root !== undefined && { threadNumber: root }) });
  }

  restart(): void {
    this.#recorder.note({ type: "restarted" });
    this.#replica = this.#newReplica();
    this.#emoji = this.#newEmoji();
    this.#socket?.terminate();
  }

  unanswered(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.length, 0);
  }

  own(): Record<string, string> {
    return this.#replica.own();
  }

  emoji(): Record<string, string> {
    return this.#emoji.held();
  }

  replica(): ReplicaRoom[] | null {
    return this.#isLive ? this.#replica.list() : null;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#socket?.terminate();
    await this.link.close();
  }

  #newEmoji(): RawEmoji {
    return new RawEmoji({
      ask: (since) => this.api.emoji(since),
      later: (milliseconds, act) => this.#later(milliseconds, act),
    });
  }

  #newReplica(): RawReplica {
    return new RawReplica({
      userId: this.userId,
      recorder: this.#recorder,
      sync: (roomId, since) => {
        this.#ref += 1;
        this.#send({ type: "sync", ref: this.#ref, ...(roomId && { roomId }), since });
        return this.#ref;
      },
      later: (milliseconds, act) => this.#later(milliseconds, act),
    });
  }

  #connect(): void {
    if (this.#isClosed) return;
    const socket = new WebSocket(`ws://127.0.0.1:${this.link.port}/ws`, {
      handshakeTimeout: 10_000,
    });
    const connection = this.#recorder.opened();
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.on("error", () => {});
    socket.on("open", () => {
      const { token } = this.#options;
      this.#write(socket, {
        type: "hello",
        protocol: PROTOCOL_VERSION,
        token,
        userId: this.userId,
        ...this.#replica.held(),
      });
    });
    socket.on("message", (data) => {
      if (socket !== this.#socket) return;
      this.#heardAt = performance.now();
      const frame = JSON.parse(String(data)) as DownFrame;
      this.#recorder.down(connection, frame);
      this.#take(frame);
    });
    socket.on("close", (code, reason) => {
      this.#recorder.closed(connection, code);
      if (socket !== this.#socket) return;
      this.#isLive = false;
      this.#reads.clear();
      this.#replica.cutOff();
      this.#comeBack(code, String(reason));
    });
  }

  #comeBack(code: number, reason: string): void {
    if (afterClose(code) === "stop") return;
    this.#attempt += 1;
    const window = /^retry within (\d+) ms$/.exec(reason)?.[1];
    const bound = window
      ? Number(window)
      : Math.min(longestBackOffMs, firstBackOffMs * 2 ** (this.#attempt - 1));
    this.#later(this.#options.random.next() * bound, () => this.#connect());
  }

  #take(frame: DownFrame): void {
    const { posts } = this.#recorder.ledger;
    this.#emoji.take(frame);
    this.#replica.take(frame, (clientMessageId) => posts.get(clientMessageId)?.body);
    if ((frame.type === "snapshot" || frame.type === "person") && !this.#isLive) {
      this.#isLive = true;
      this.#attempt = 0;
      this.#started.resolve();
      for (const roomId of this.#lanes.keys()) this.#sendFirst(roomId);
    } else if (frame.type === "posted") {
      this.#answered(frame.clientMessageId);
    } else if (frame.type === "error" && this.#reads.has(frame.ref ?? 0)) {
      this.#readAgain(frame.ref ?? 0, frame.retryAfterMs);
    } else if (frame.type === "error" && frame.clientMessageId !== undefined) {
      const { clientMessageId, retryAfterMs } = frame;
      if (retryAfterMs === undefined) this.#answered(clientMessageId);
      else this.#later(retryAfterMs, () => this.#sendAgain(clientMessageId));
    }
  }

  #readAgain(ref: number, retryAfterMs: number | undefined): void {
    const read = this.#reads.get(ref);
    this.#reads.delete(ref);
    if (!read || retryAfterMs === undefined) return;
    this.#later(retryAfterMs, () => this.markRead(read.roomId, read.number));
  }

  #answered(clientMessageId: string): void {
    for (const [roomId, lane] of this.#lanes) {
      if (lane[0]?.clientMessageId !== clientMessageId) continue;
      lane.shift();
      this.#sendFirst(roomId);
    }
  }

  #sendAgain(clientMessageId: string): void {
    for (const [roomId, lane] of this.#lanes) {
      if (lane[0]?.clientMessageId === clientMessageId) this.#sendFirst(roomId);
    }
  }

  #sendFirst(roomId: string): void {
    const unsent = this.#lanes.get(roomId)?.[0];
    if (!unsent) return;
    const { standing, ...post } = unsent;
    this.#send({ type: "post", ...post, ...standing, ...forwardOf(standing) });
  }

  #send(frame: UpFrame): void {
    if (this.#isLive && this.#socket) this.#write(this.#socket, frame);
  }

  #write(socket: WebSocket, frame: UpFrame): void {
    this.#recorder.up(frame);
    this.#saidAt = performance.now();
    socket.send(JSON.stringify(frame), () => {});
  }

  /** Says something, and gives up a connection on which nothing was heard for too long. */
  #beat(): void {
    const now = performance.now();
    const boundMs = this.#isLive ? limits.heartbeatTimeoutMs : patienceMs;
    if (now - this.#heardAt > boundMs) this.#socket?.terminate();
    else if (now - this.#saidAt > limits.heartbeatIntervalMs) this.#send({ type: "ping" });
  }

  #later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, milliseconds);
    this.#timers.add(timer);
  }
}

/** What a frame says of a message that is to be forwarded. */
function forwardOf({ forward }: Standing) {
  return forward && { forward: { roomId: forward.roomId, number: forward.number } };
}
