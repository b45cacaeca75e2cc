import type { DownFrame } from "@roost/protocol/down.ts";
import { parseMessageId } from "@roost/protocol/message-id.ts";
import type { PersonChanges } from "@roost/protocol/person.ts";
import type { Hello, Sync, UpFrame, Watch } from "@roost/protocol/up.ts";
import type { Me } from "@roost/protocol/user.ts";
import { isSpoken, notSpoken } from "@roost/protocol/version.ts";
import { filterSeen } from "../accounts/seen-people.ts";
import { type Actor, actorOf, knownRoleOf } from "../actor.ts";
import { FULL_WINDOW_MS } from "../limits/open-connections.ts";
import { markRead } from "../reads/mark.ts";
import { markReceived } from "../reads/mark-received.ts";
import { Refusal } from "../refusal.ts";
import { ALL } from "../rooms/standing.ts";
import { refusalFor } from "../store/failure.ts";
import type { AccountFollower } from "./account-news.ts";
import { admitFrame, meansOf } from "./admit-frame.ts";
import { admitHello } from "./admit-hello.ts";
import type { Connection, FrameHandler } from "./connection.ts";
import type { Ref } from "./frame.ts";
import { type Asker, goesOn, OwnLog } from "./own-log.ts";
import type { PersonFeed, PersonFollower } from "./person-feed.ts";
import { post } from "./post.ts";
import type { Entry, Visitor } from "./questions.ts";
import type { Authenticate, SessionParts } from "./session-parts.ts";
import { Signals } from "./signals.ts";
import { Subscriptions } from "./subscriptions.ts";
import { welcomeOf } from "./welcome.ts";

const NONE: readonly PersonChanges[] = [];
/** A client asks one thing of each room at a time; more than this is no client of ours. */
const MAX_QUESTIONS_WAITING = 5_000;
const QUESTION_RETRY_MS = 1_000;
/** Whoever could not be let in comes back at a random moment of this window. */
const BUSY_WINDOW_MS = 3_000;

/**
 * One connected device: who it is, what it asks, and the news of its person. What it is sent of its
 * rooms is the work of its subscriptions.
 */
export class Session implements FrameHandler, PersonFollower, AccountFollower, Asker {
  readonly #connectionId: string;
  readonly network: string;
  readonly #connection: Connection;
  readonly #parts: SessionParts;
  /** Null once it has been asked: it holds on to the request that the connection began with. */
  #authenticate: Authenticate | null;
  #visitor: Visitor | null = null;
  /** Ends that it counts as a connection of its person. */
  #endCount: (() => void) | null = null;
  /** Null until the hello was answered. */
  #actor: Actor | null = null;
  /** What its person became while the hello was answered. */
  #earlyMe: Me | null = null;
  /** Null until the hello was answered. */
  #subscriptions: Subscriptions | null = null;
  #person: PersonFeed | null = null;
  #own: OwnLog | null = null;
  /** What changed of the person's own while the hello was answered. */
  #early: readonly PersonChanges[] = NONE;
  /** Reads of one session run one after the other; this bounds what it can ask of the store. */
  #reads: Promise<void> | null = null;
  #questionsWaiting = 0;
  /** Nobody has used the device for a while. */
  #isIdle = false;
  /** Null until it looks at something, or types. */
  #signals: Signals | null = null;
  #isClosed = false;

  constructor(
    { connectionId, network }: { connectionId: string; network: string },
    connection: Connection,
    parts: SessionParts,
    authenticate: Authenticate,
  ) {
    this.#connectionId = connectionId;
    this.network = network;
    this.#connection = connection;
    this.#parts = parts;
    this.#authenticate = authenticate;
  }

  /** The sign-in that it belongs to; null before that is known. */
  get visitor(): Visitor | null {
    return this.#visitor;
  }

  get sessionId(): string | null {
    return this.#visitor?.sessionId ?? null;
  }

  get userId(): string | null {
    return this.#visitor?.userId ?? null;
  }

  get role() {
    return knownRoleOf(this.#actor);
  }

  /** Whether the hello was answered. */
  get hasBegun(): boolean {
    return this.#subscriptions !== null;
  }

  /** The session was signed out, or is too old; or as `why` says. */
  end(why?: string): void {
    this.#connection.close("sessionEnded", why);
  }

  hello(hello: Hello): void {
    const authenticate = this.#authenticate;
    this.#authenticate = null;
    if (!isSpoken(hello.protocol)) {
      this.#connection.close("unsupportedProtocol", notSpoken(hello.protocol));
    } else if (authenticate) {
      this.#read(() => this.#enter(hello, authenticate));
    }
  }

  async handle(frame: Exclude<UpFrame, Hello>): Promise<DownFrame | undefined> {
    const ref: Ref = "ref" in frame && frame.ref !== undefined ? { ref: frame.ref } : {};
    if (frame.type === "ping") return { type: "pong" };
    const { id: userId } = this.#requireActor();
    if (this.#visitor) admitFrame(this.#parts, this.#visitor, this.network, frame);
    if (frame.type === "idle") {
      if (frame.isIdle !== this.#isIdle) this.#parts.present.setIdle(userId, frame.isIdle);
      this.#isIdle = frame.isIdle;
      return undefined;
    }
    this.#parts.present.acted(userId);
    switch (frame.type) {
      case "post":
        return post(this.#parts.ctx, this.#requireActor(), this.#connectionId, frame, ref);
      case "read": {
        const { roomId, number, version } = frame;
        await markRead(this.#parts.ctx, this.#requireActor(), roomId, number, version);
        return undefined;
      }
      case "received":
        await markReceived(this.#parts.ctx, this.#requireActor(), frame.rooms);
        return undefined;
      case "sync":
        return this.#queue(() => this.#sync(frame, ref));
      case "watch":
        return this.#queue(() => this.#look(frame));
      case "typing":
        await this.#requireSignals().type(frame);
        return undefined;
    }
  }

  closed(): void {
    this.#isClosed = true;
    this.#parts.behind.delete(this);
    this.#endCount?.();
    if (this.#visitor) this.#parts.persons.unfollow(this.#visitor.userId, this);
    this.#signals?.close();
    if (this.#actor) this.#parts.present.went(this.#actor.id, this.#isIdle);
    this.#subscriptions?.close();
  }

  personChanged(changes: PersonChanges): void {
    const own = this.#own;
    if (own) this.#readIfPossible(() => own.tell(changes));
    else this.#early = [...this.#early, changes];
  }

  became(me: Me): void {
    const actor = this.#actor;
    if (!actor) {
      this.#earlyMe = me;
      return;
    }
    this.#actor = { ...actorOf(me, actor.means), isBot: me.isBot ?? false };
    this.#connection.send({ type: "me", me });
  }

  /** Tells the device what could not be told of its person, since the store was away. */
  catchUp(): void {
    const own = this.#own;
    if (own) this.#readIfPossible(() => own.catchUp());
  }

  #require(): Subscriptions {
    return this.#subscriptions ?? refuseEarly();
  }

  #requireActor(): Actor {
    return this.#actor ?? refuseEarly();
  }

  #requireSignals(): Signals {
    const subscriptions = this.#require();
    this.#signals ??= new Signals(
      this.#connection,
      subscriptions,
      () => this.#requireActor(),
      this.#parts,
    );
    return this.#signals;
  }

  /** Does something behind all that is being read. */
  #queue(work: () => Promise<void>): Promise<undefined> {
    this.#require();
    if (this.#questionsWaiting >= MAX_QUESTIONS_WAITING) {
      const detail = "Too many questions wait for their answer.";
      throw new Refusal("server.busy", detail, QUESTION_RETRY_MS);
    }
    this.#questionsWaiting += 1;
    return new Promise((resolve, reject) => {
      this.#read(async () => {
        this.#questionsWaiting -= 1;
        await work().then(() => resolve(undefined), reject);
      });
    });
  }

  async #look(watch: Watch): Promise<void> {
    // As in `#sync`.
    const isFollowed = (roomId: string) => this.#require().followed(roomId) !== undefined;
    const threadRooms = (watch.threadIds ?? []).map((id) => parseMessageId(id).roomId);
    if (![...(watch.roomIds ?? []), ...threadRooms].every(isFollowed)) await this.#own?.catchUp();
    const { db } = this.#parts.ctx.database;
    const userIds = await filterSeen(db, this.#requireActor(), watch.userIds ?? []);
    if (!this.#isClosed) this.#requireSignals().look({ ...watch, userIds });
  }

  async #sync({ roomId, since }: Sync, ref: Ref): Promise<void> {
    const [own, subscriptions] = [this.#own, this.#subscriptions];
    if (roomId === undefined) {
      await own?.sync(since, ref);
    } else {
      // The answer to a request may have come before the news of what it did.
      if (!subscriptions?.followed(roomId)) await own?.catchUp();
      await subscriptions?.sync(roomId, since, ref);
    }
  }

  /** Runs reads one after the other. What one of them throws ends the connection. */
  #read(work: () => Promise<void>): void {
    const reads = (this.#reads ?? Promise.resolve()).then(async () => {
      if (this.#isClosed) return;
      try {
        await work();
      } catch (error) {
        this.#fail(error);
      }
      if (this.#reads === reads) this.#reads = null;
    });
    this.#reads = reads;
  }

  /** As `#read`, for what the sweep asks again: without the store, connections stay. */
  #readIfPossible(work: () => Promise<void>): void {
    this.#read(async () => {
      try {
        await work();
      } catch (error) {
        if (refusalFor(error).code !== "server.busy") throw error;
        if (!this.#isClosed) this.#parts.behind.add(this);
        this.#parts.onFault(error);
      }
    });
  }

  #fail(error: unknown): void {
    if (refusalFor(error).code === "server.busy") {
      this.#connection.close("busy", `retry within ${BUSY_WINDOW_MS} ms`);
    } else {
      this.#connection.close("serverFault");
    }
    this.#parts.onFault(error);
  }

  async #enter(hello: Hello, authenticate: Authenticate): Promise<void> {
    const visitor = await this.#admit(hello, authenticate);
    if (!visitor) return;
    const subscriptions = new Subscriptions(
      visitor.userId,
      this.#connectionId,
      this.#connection,
      this.#parts,
    );
    let from = hello;
    while (!this.#isClosed) {
      const entry = await this.askEntry(subscriptions, from.person ?? ALL);
      if (entry && from.person !== undefined && !goesOn(from, entry)) {
        const { person: _unfit, ...anew } = hello;
        from = anew;
      } else if (!entry || this.#begin(subscriptions, entry, from)) return;
    }
  }

  async askEntry(subscriptions: Subscriptions, since: number): Promise<Entry | null> {
    if (!this.#visitor) return null;
    const entry = await this.#parts.questions.entry.ask({ ...this.#visitor, since });
    if (!entry) {
      this.#connection.close("tokenRejected", "This session was signed out. Sign in again.");
      return null;
    }
    await subscriptions.open(entry.memberships);
    return this.#isClosed ? null : entry;
  }

  /** Who says this hello; null where that closed the connection. */
  async #admit(hello: Hello, authenticate: Authenticate): Promise<Visitor | null> {
    const visitor = await admitHello(hello, authenticate, this.#connection);
    if (!visitor || this.#isClosed) return null;
    this.#endCount = this.#parts.open.count("person", visitor.userId);
    if (!this.#endCount) {
      this.#connection.close("tooManyConnections", `retry within ${FULL_WINDOW_MS} ms`);
      return null;
    }
    this.#visitor = visitor;
    // Before the store is asked: from now on nothing about this person escapes.
    this.#person = await this.#parts.persons.follow(visitor.userId, this);
    return this.#isClosed ? null : visitor;
  }

  /** Follows the rooms and answers the hello, all in one step. False where that has to wait. */
  #begin(subscriptions: Subscriptions, entry: Entry, hello: Hello): boolean {
    const mine = subscriptions.follow(entry.memberships);
    if (!mine) return false;
    const me = this.#earlyMe ?? entry.me;
    this.#actor = {
      ...actorOf(me, meansOf(hello, this.#visitor)),
      isBot: me.isBot ?? false,
    };
    this.#parts.present.came(me.id);
    this.#connection.send(welcomeOf(this.#parts, this.#connectionId, me));
    const complaint = this.#parts.complaint();
    if (complaint) this.#connection.sendEncoded(complaint);
    this.#own = new OwnLog(this.#connection, subscriptions, this.#parts.questions, this);
    this.#own.begin(hello, entry, mine);
    this.#subscriptions = subscriptions;
    this.#person?.start(entry.version);
    for (const changes of this.#early) this.personChanged(changes);
    this.#early = NONE;
    for (const room of mine) {
      const since = hello.rooms?.[room.feed.roomId];
      const read = since === undefined ? null : subscriptions.resume(room, since);
      if (read) this.#read(read);
    }
    return true;
  }
}

function refuseEarly(): never {
  throw new Refusal("auth.required", "Wait for `welcome` before you send.");
}
