import type { MessagesPage, MessagesQuery } from "@roost/protocol/http.ts";
import type { Message, Quote } from "@roost/protocol/message.ts";
import { quotedIn } from "@roost/protocol/quote.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import { toError } from "../errors.ts";
import { Derived } from "../observable.ts";
import type { PendingMessage } from "../sending/pending.ts";
import { MessageWindow } from "./message-window.ts";
import { PageRequest } from "./page-request.ts";
import { WindowQuotes } from "./quotes.ts";
import { WindowReactions } from "./reactions.ts";
import type { LoadStatus, Timeline, TimelineView } from "./views.ts";

/** R16. Trimmed only once it is worth it. */
const UNWATCHED_MESSAGES = 200;
const UNWATCHED_SLACK = 100;

export interface TimelineSource {
  load(query: MessagesQuery): Promise<MessagesPage>;
  /** Gets a message, which passes here before it resolves. */
  loadMessage(number: number): Promise<unknown>;
  /** Whether a message of the room, also one that is not acknowledged yet, stands in this timeline. */
  belongs(message: Pick<Message, "threadNumber" | "inRoom"> & Partial<Message>): boolean;
  /** Mine of the room. The same array until it changes. */
  pending(): readonly PendingMessage[];
  myId(): string | null;
}

/** What a request asks for. */
type Part =
  | { to: "newest" }
  | { to: "older"; before: number }
  | { to: "newer"; after: number }
  | { to: "around"; around: number }
  | { to: "date"; date: string };

type Quoting = Pick<Message, "replyTo" | "threadNumber" | "inRoom">;

interface PageFailure {
  part: Part;
  error: unknown;
}

/** The window of one room, or of a thread of it, that a screen shows, and the pages on their way into it. */
export class RoomTimeline implements Timeline {
  readonly #source: TimelineSource;
  readonly #view: Derived<TimelineView>;
  readonly #window: MessageWindow;
  readonly #reactions: WindowReactions;
  readonly #quotes = new WindowQuotes();
  /** What was asked for of `#quotes.missing`. */
  readonly #asked = new Set<number>();
  /** What I am about to reply to. */
  #kept: number | null = null;
  #status: LoadStatus = "unloaded";
  #failure: PageFailure | null = null;
  #hasOlder = false;
  #request: PageRequest<Part> | null = null;
  /** By number, the rows that passed since the request was made (R14). */
  #seen = new Map<number, Message>();
  #seenReactions: Reaction[] = [];
  #messages: readonly Message[] | null = null;
  /** Of the messages of the room that are not acknowledged those of this timeline. */
  #pendingOf: { ofRoom: readonly PendingMessage[]; mine: readonly PendingMessage[] } = {
    ofRoom: [],
    mine: [],
  };

  constructor(source: TimelineSource) {
    this.#source = source;
    this.#window = new MessageWindow((message) => source.belongs(message));
    this.#reactions = new WindowReactions(() => source.myId());
    // A screen that only moves to another element subscribes again at once.
    this.#view = new Derived(
      () => this.#compute(),
      (isWatched) => {
        if (!isWatched) queueMicrotask(() => this.#trim(0));
      },
    );
  }

  readonly get = (): TimelineView => this.#view.get();
  readonly subscribe = (listener: () => void) => this.#view.subscribe(listener);

  async loadNewest(): Promise<void> {
    if (this.#status === "ready" && !this.#window.hasNewer) return;
    if (this.#request?.part.to !== "newest") this.#load({ to: "newest" });
    await this.#request?.done;
  }

  async loadOlder(): Promise<void> {
    if (this.#status !== "ready") return this.loadNewest();
    if (!this.#request && this.#hasOlder) this.#load({ to: "older", before: this.#window.first });
    await this.#request?.done;
  }

  async loadNewer(): Promise<void> {
    if (this.#status !== "ready") return this.loadNewest();
    if (!this.#request && this.#window.hasNewer)
      this.#load({ to: "newer", after: this.#window.last });
    await this.#request?.done;
  }

  async loadAround(number: number): Promise<void> {
    if (this.#status === "ready" && this.#window.has(number)) return;
    const { part } = this.#request ?? {};
    const isAsked = part?.to === "around" && part.around === number;
    if (!isAsked) this.#load({ to: "around", around: number });
    await this.#request?.done;
  }

  async loadDate(date: Date): Promise<number | null> {
    const part = { to: "date", date: date.toISOString() } as const;
    this.#load(part);
    await this.#request?.done;
    if (this.#failure?.part === part) return null;
    const messages = this.#window.list();
    const found = messages.find(({ createdAt }) => Date.parse(createdAt) >= date.getTime());
    return (found ?? messages.at(-1))?.number ?? null;
  }

  loadQuoted(number: number): void {
    this.#kept = number;
    this.#quotes.want(number, this.#window.get(number));
    this.#view.changed();
    this.#askMissing();
  }

  /** Begins with the newest page, unless it has begun. */
  begin(page: MessagesPage): void {
    if (this.#status !== "unloaded") return;
    this.#merge({ to: "newest" }, page);
    this.#moved();
  }

  /** A row passed by, from wherever. */
  take(message: Message): void {
    this.#see(message);
    this.#reactions.takeMessage(message);
    if (this.#quotes.take(message)) this.#view.changed();
    if (this.#status !== "ready" || this.#window.take(message) !== "changed") return;
    this.#want(message);
    this.#askMissing();
    this.#moved();
  }

  /** What comes with messages that reply to it. */
  takeQuoted(quoted: readonly Quote[]): void {
    if (this.#status === "unloaded") return;
    for (const quote of quoted) this.#quotes.put(quote);
  }

  #want({ deletedAt = null, ...message }: Quoting & Partial<Message>): void {
    if (deletedAt !== null) return;
    for (const number of quotedIn(message)) this.#quotes.want(number, this.#window.get(number));
  }

  /** R23: what is replied to and did not come along. */
  #askMissing(): void {
    if (this.#status !== "ready") return;
    for (const number of this.#quotes.missing) {
      if (this.#asked.has(number)) continue;
      this.#asked.add(number);
      // What fails is asked for with what is missing next, or once the connection is back.
      this.#source.loadMessage(number).catch(() => this.#asked.delete(number));
    }
  }

  /** Somebody reacted, also to a message that is about to be handed on. */
  takeReaction(reaction: Reaction): void {
    if (this.#request) this.#seenReactions.push(reaction);
    if (this.#status === "ready") this.#putReaction(reaction);
  }

  #putReaction(reaction: Reaction): void {
    if (!this.#window.covers(reaction.number)) return;
    this.#reactions.take(reaction);
    this.#view.changed();
  }

  /** Shows a reaction of mine before the server knows of it; null ends that. */
  chooseReaction(number: number, emoji: string, on: boolean | null): void {
    this.#reactions.choose(number, emoji, on);
    this.#view.changed();
  }

  /** The next message of the room (R11). */
  append(message: Message): void {
    this.#see(message);
    if (this.#status !== "ready") return;
    const met = this.#window.take(message);
    if (met === "hole") this.restart();
    if (met !== "changed") return;
    this.#want(message);
    this.#askMissing();
    this.#trim(UNWATCHED_SLACK);
    this.#moved();
  }

  /** R15: loads again what was loaded. */
  restart(): void {
    if (this.#status === "unloaded") return;
    const middle = this.#window.hasNewer ? this.#window.middle : null;
    this.drop();
    void (middle === null ? this.loadNewest() : this.loadAround(middle));
  }

  /** After a failure: the connection is there again. */
  retryFailed(): void {
    this.#askMissing();
    if (this.#status === "error" && this.#failure) this.#load(this.#failure.part);
  }

  /** R9. */
  drop(): void {
    this.#request = null;
    this.#status = "unloaded";
    this.#failure = null;
    this.#hasOlder = false;
    this.#window.hasNewer = false;
    this.#window.clear();
    this.#reactions.clear();
    this.#quotes.keep(new Set());
    this.#asked.clear();
    this.#moved();
  }

  pendingChanged(): void {
    for (const pending of this.#pending()) this.#want(pending);
    this.#askMissing();
    this.#view.changed();
  }

  /** Takes the place of the request that is under way, if there is one. */
  #load(part: Part): void {
    const { to: _, ...query } = part;
    const request = new PageRequest(part);
    this.#request = request;
    this.#seen = new Map();
    this.#seenReactions = [];
    this.#failure = null;
    if (this.#status !== "ready") this.#status = "loading";
    this.#view.changed();
    request.run(
      () => this.#source.load(query),
      (result) => {
        if (this.#request !== request) return this.#request;
        this.#request = null;
        if ("error" in result) this.#fail({ part, error: result.error });
        else this.#merge(part, result.page);
        this.#moved();
        return null;
      },
    );
  }

  #fail(failure: PageFailure): void {
    this.#failure = failure;
    if (this.#status !== "ready") this.#status = "error";
  }

  #see(message: Message): void {
    if (!this.#request) return;
    const held = this.#seen.get(message.number);
    if (!held || held.version < message.version) this.#seen.set(message.number, message);
  }

  /** R14. */
  #merge({ to }: Part, page: MessagesPage): void {
    if (to === "older") this.#window.prepend(page);
    else if (to === "newer") this.#window.append(page);
    else {
      this.#window.open(page);
      this.#reactions.clear();
    }
    this.#reactions.open(page);
    this.#status = "ready";
    if (to !== "newer") this.#hasOlder = page.hasBefore;
    if (to !== "older") this.#window.hasNewer = page.hasAfter;
    for (const quote of page.quoted ?? []) this.#quotes.put(quote);
    const seen = [...this.#seen.values()].sort((a, b) => a.number - b.number);
    for (const message of seen) {
      this.#window.take(message);
      this.#reactions.takeMessage(message);
      this.#quotes.take(message);
    }
    this.#seen.clear();
    for (const one of [...this.#window.list(), ...this.#pending()]) this.#want(one);
    if (this.#kept !== null) this.#want({ replyTo: this.#kept });
    this.#askMissing();
    for (const reaction of this.#seenReactions) this.#putReaction(reaction);
    this.#seenReactions = [];
  }

  /** R16. */
  #trim(slack: number): void {
    if (this.#view.watched || this.#request) return;
    if (this.#window.hasNewer) this.drop();
    if (this.#window.length <= UNWATCHED_MESSAGES + slack) return;
    this.#window.keepNewest(UNWATCHED_MESSAGES);
    const all = [...this.#window.list(), ...this.#pending()];
    this.#quotes.keep(new Set([...all.flatMap(quotedIn), this.#kept ?? 0]));
    this.#hasOlder = true;
    this.#moved();
  }

  /** The same array until it changes. */
  #pending(): readonly PendingMessage[] {
    const ofRoom = this.#source.pending();
    if (this.#pendingOf.ofRoom !== ofRoom) {
      this.#pendingOf = { ofRoom, mine: ofRoom.filter((one) => this.#source.belongs(one)) };
    }
    return this.#pendingOf.mine;
  }

  #moved(): void {
    this.#messages = null;
    this.#view.changed();
  }

  #compute(): TimelineView {
    this.#messages ??= this.#window.list();
    return {
      status: this.#status,
      error: this.#failure && toError(this.#failure.error),
      failed: this.#failure?.part.to ?? null,
      messages: this.#messages,
      pending: this.#pending(),
      reactions: this.#reactions.list(),
      quoted: this.#quotes.list(),
      hasOlder: this.#hasOlder,
      hasNewer: this.#window.hasNewer,
      loading: this.#request?.part.to ?? null,
    };
  }
}
