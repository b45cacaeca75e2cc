import type { Changes } from "@roost/protocol/changes.ts";
import { type Message, messageId } from "@roost/protocol/message.ts";
import { quoteOf } from "@roost/protocol/quote.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import type { User } from "@roost/protocol/user.ts";
import type pg from "pg";
import { asUser } from "../accounts/user-columns.ts";
import type { Actor } from "../actor.ts";
import type { BusEvent, PersonEvent, RoomEvent } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import { usersIn } from "../rooms/log/kinds.ts";
import type { PostingRefusal } from "../rooms/may-write.ts";
import { type MessageRow, toMessage } from "../rooms/message-row.ts";
import { repliedTo } from "../rooms/quotes.ts";
import { type StoredThread, toThread } from "../rooms/thread-row.ts";
import { followAndCommit } from "./follow-threads.ts";
import { type BatchNeeds, postStatement } from "./post-statement.ts";

/** A message to be stored, its body already checked. */
export interface Post {
  roomId: string;
  author: Actor;
  clientMessageId: string;
  body: string;
  /** The highest number that its device had shown when it was written; all, where it does not say. */
  seen?: number | undefined;
  /** The number of the message that it replies to, in the same room. */
  replyTo?: number | undefined;
  /** The number of the message below which it stands in a thread, in the same room. */
  threadNumber?: number | undefined;
  /** Whether it stands in the timeline of the room, too. */
  alsoInRoom?: boolean | undefined;
  /** MNT-6: the user names of those whom it mentions by `@here`. */
  here?: readonly string[];
  /** The user names that it may mention, with those. */
  names?: readonly string[] | undefined;
  /** The connection that it came on: it is told by the answer, and not once more by the event. */
  origin?: string;
}

export interface PostResult {
  message: Message;
  /** The message had been stored before; this is the first result. */
  repeated: boolean;
  /** The people whom it mentions, and those who are named with its thread. */
  mentioned?: readonly User[];
  /** The thread that it stands in, with it. */
  thread?: Thread;
}

const BATCHES_BETWEEN_RESTS = 100;

/**
 * One room that somebody else holds must not hold up all others for long. And a plan that was made
 * while the tables were small has to be good for large ones: by index, row by row. It is the same for all
 * batches, and made once: otherwise the first five of each connection make one each.
 */
const BEGIN = `
BEGIN;
SET LOCAL lock_timeout = '200ms';
SET LOCAL enable_seqscan = off;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_bitmapscan = off;
SET LOCAL enable_material = off;
SET LOCAL plan_cache_mode = force_generic_plan`;

/** What one commit did: for each post in turn the result, or why it was refused. */
export interface BatchResult {
  results: (PostResult | Refusal)[];
  events: BusEvent[];
}

interface StoredRow extends MessageRow {
  /** A message of this batch, one that an earlier send had stored, or one that is replied to. */
  kind: "fresh" | "repeated" | "quoted";
  /** Of the author. */
  id: string;
  username: string;
  displayName: string;
  picture: string | null;
  isBot: boolean;
  isDeleted: boolean;
  mentioned: User[] | null;
}

interface RefusedRow {
  kind: "refused";
  refusal: PostingRefusal | "reply.not_found" | "thread.not_found";
  /** When the same post may succeed. */
  wait_ms: number | null;
  ord: number;
}

/** A thread in which messages of this batch stand, or one that an earlier send had stored. */
interface ThreadOfRow {
  kind: "thread";
  room_id: string;
  thread: StoredThread;
  /** Who is named with it. */
  mentioned: User[] | null;
}

type BatchRow = StoredRow | RefusedRow | ThreadOfRow;

/** Stores posts, on a connection that it keeps for as long as there are more. */
export class PostWriter {
  readonly #pool: pg.Pool;
  #client: pg.PoolClient | null = null;
  #batches = 0;

  /** @param pool Of connections that send statements without waiting for answers. */
  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Stores posts of any rooms in one transaction. No two may share room, author and client id. One
   * batch is written at a time. On a connection that it has already, all is sent before this returns,
   * so that the database is at work while this node does something else.
   *
   * The locks are a statement of their own: what follows sees everything that was committed while
   * it waited for them, so that membership, numbers and earlier sends are those of this moment. They
   * are taken in the order of the ids, so that no two batches wait for each other.
   */
  async write(posts: readonly Post[]): Promise<BatchResult> {
    this.#client ??= await this.#pool.connect();
    const client = this.#client;
    const needs = needsOf(posts);
    // Sent at once: after a statement that fails, PostgreSQL passes over the rest and rolls back.
    const answers = await Promise.allSettled([
      client.query(BEGIN),
      client.query({
        name: "lock-rooms",
        text: "SELECT 1 FROM rooms WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE",
        values: [[...new Set(posts.map((post) => post.roomId))]],
      }),
      client.query<BatchRow>({
        ...postStatement(needs),
        values: [
          posts.map((post) => post.roomId),
          posts.map((post) => post.author.id),
          posts.map((post) => post.clientMessageId),
          posts.map((post) => post.body),
          posts.map((post) => post.seen ?? null),
          posts.map((post) => post.replyTo ?? null),
          posts.map(({ names = [] }) => (names.length > 0 ? names.join(" ") : null)),
          ...(needs.threads
            ? [
                posts.map(({ threadNumber }) => threadNumber ?? null),
                posts.map(({ alsoInRoom }) => alsoInRoom ?? false),
              ]
            : []),
        ],
      }),
      needs.threads ? followAndCommit(client, posts) : commit(client),
    ]);
    const failed = answers.find((answer) => answer.status === "rejected");
    if (failed) {
      this.#client = null;
      // A connection in doubt is not used again.
      client.release(true);
      throw failed.reason;
    }
    this.#batches += 1;
    // So that the pool may replace it, also where there is always more to write.
    if (this.#batches % BATCHES_BETWEEN_RESTS === 0) this.rest();
    const [, , stored, committed] = answers;
    const result = toResult(posts, stored.status === "fulfilled" ? stored.value.rows : []);
    if (committed.status === "fulfilled") result.events.push(...committed.value);
    return result;
  }

  /** Gives the connection back until there is more to write. */
  rest(): void {
    this.#client?.release();
    this.#client = null;
  }
}

function needsOf(posts: readonly Post[]): BatchNeeds {
  const turns = new Set(posts.map(({ roomId, author }) => `${roomId} ${author.id}`));
  return {
    threads: posts.some(({ threadNumber }) => threadNumber !== undefined),
    quotes: posts.some(({ replyTo }) => replyTo !== undefined),
    turns: turns.size < posts.length,
  };
}

async function commit(client: pg.PoolClient): Promise<PersonEvent[]> {
  await client.query("COMMIT");
  return [];
}

/** Most messages mention nobody. */
const none: User[] = [];

interface Written {
  message: Message;
  /** Its author, and whom it mentions. */
  people: User[];
}

interface Stored extends Written {
  origin: string | undefined;
}

interface WrittenThread {
  thread: Thread;
  /** Who is named with it. */
  people: User[];
}

/** What comes along with messages of a batch. */
interface Beside {
  /** What they reply to, by id. */
  quoted: Map<string, Written>;
  /** The threads that they stand in, by the id of the root. */
  threads: ReadonlyMap<string, WrittenThread>;
}

function toResult(posts: readonly Post[], rows: readonly BatchRow[]): BatchResult {
  const indexes = new Map(posts.map((post, index) => [keyOf(post), index]));
  const outcomes = new Map<number, PostResult | Refusal>();
  const fresh: Stored[] = [];
  const repeated: Stored[] = [];
  const beside: Beside = { quoted: new Map(), threads: threadsIn(rows) };
  const authors = new Map<string, User>();
  for (const row of rows) {
    if (row.kind === "thread") continue;
    if (row.kind === "refused") {
      outcomes.set(row.ord - 1, new Refusal(row.refusal, undefined, row.wait_ms ?? undefined));
      continue;
    }
    const message = toMessage(row);
    const author = authors.get(row.id) ?? authorOf(row);
    authors.set(row.id, author);
    const mentioned = row.mentioned ?? none;
    if (row.kind === "quoted") {
      beside.quoted.set(message.id, { message, people: [author] });
      continue;
    }
    const index = indexes.get(keyOfStored(message)) as number;
    const isRepeated = row.kind === "repeated";
    const result: PostResult = { message, repeated: isRepeated };
    const inThread = threadOf(message, beside);
    if (inThread) result.thread = inThread.thread;
    const told = inThread ? [...mentioned, ...inThread.people] : mentioned;
    if (told.length > 0) result.mentioned = told;
    outcomes.set(index, result);
    const people = mentioned.length > 0 ? [author, ...mentioned] : [author];
    (isRepeated ? repeated : fresh).push({ message, people, origin: posts[index]?.origin });
  }
  // The commit that stored a repeated post may have had nobody left to tell of it.
  const whole = repeated.filter(({ message }) => {
    return message.threadNumber === undefined || threadOf(message, beside) !== undefined;
  });
  const events: BusEvent[] = whole.map((one): RoomEvent => {
    return { kind: "room", roomId: one.message.roomId, changes: toChanges([one], beside) };
  });
  for (const [roomId, ofRoom] of Map.groupBy(fresh, ({ message }) => message.roomId)) {
    const origins = new Set(ofRoom.map(({ origin }) => origin));
    const [origin] = origins;
    // Where one connection posted all, it need not hear of it again.
    const known = origins.size === 1 && origin !== undefined ? { origin } : {};
    events.push({ kind: "room", roomId, changes: toChanges(ofRoom, beside), ...known });
  }
  // Of a room that is not its author's, there is no row.
  const results = posts.map((_, index) => outcomes.get(index) ?? new Refusal("room.not_found"));
  return { results, events };
}

/** The threads that came with the rows, each as of its newest version. */
function threadsIn(rows: readonly BatchRow[]): Map<string, WrittenThread> {
  const found = rows
    .filter((row) => row.kind === "thread")
    .sort((a, b) => a.thread.version - b.thread.version);
  return new Map(
    found.map(({ room_id, thread, mentioned }) => {
      const written = { thread: toThread(thread), people: mentioned ?? [] };
      return [messageId(room_id, thread.number), written];
    }),
  );
}

function authorOf({ id, username, displayName, picture, isBot, isDeleted }: StoredRow): User {
  return asUser({ id, username, displayName, picture, isBot, isDeleted });
}

/** The thread that a message stands in, as far as it came with the rows. */
function threadOf(
  { roomId, threadNumber }: Message,
  { threads }: Pick<Beside, "threads">,
): WrittenThread | undefined {
  return threadNumber === undefined ? undefined : threads.get(messageId(roomId, threadNumber));
}

/** What makes a post the same one as another. */
export function keyOf({ roomId, author, clientMessageId }: Post): string {
  return `${roomId} ${author.id} ${clientMessageId}`;
}

/** The key of the post that a message was. */
function keyOfStored({ roomId, authorId, clientMessageId }: Message): string {
  return `${roomId} ${authorId} ${clientMessageId}`;
}

/** What became of messages of one room whose versions follow each other. */
function toChanges(stored: readonly Stored[], beside: Beside): Changes {
  const messages = stored.map(({ message }) => message);
  const [first, last] = [messages[0] as Message, messages.at(-1) as Message];
  const { roomId } = first;
  const sources = repliedTo(messages).flatMap(
    (number) => beside.quoted.get(messageId(roomId, number)) ?? [],
  );
  const inThreads = [...new Set(messages.flatMap((message) => threadOf(message, beside) ?? []))];
  const people = new Map<string, User>();
  for (const one of [...stored, ...sources, ...inThreads]) {
    for (const person of one.people) people.set(person.id, person);
  }
  const versions = { since: first.version - 1, version: last.version };
  const quotes = sources.map(({ message }) => quoteOf(message));
  const told = {
    messages,
    ...(inThreads.length > 0 && { threads: inThreads.map(({ thread }) => thread) }),
    ...(quotes.length > 0 && { quoted: quotes }),
  };
  return { roomId, ...versions, ...told, users: usersIn(told, people) };
}
