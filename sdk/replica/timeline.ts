import type { MessagesPage, MessagesQuery } from "@roost/protocol/http.ts";
import type { Message } from "@roost/protocol/message.ts";
import { sentenceOf } from "../errors.ts";
import { Derived } from "../observable.ts";
import type { PendingMessage } from "../sending/pending.ts";
import { MessageWindow } from "./message-window.ts";
import { PageRequest } from "./page-request.ts";
import type { LoadStatus, Timeline, TimelineView } from "./views.ts";

/** R16. Trimmed only once it is worth it. */
const UNWATCHED_MESSAGES = 200;
const UNWATCHED_SLACK = 100;

export interface TimelineSource {
  load(query: MessagesQuery): Promise<MessagesPage>;
  pending(): readonly PendingMessage[];
}

/** The window of one room that a screen shows, and the pages on their way into it. */
export class RoomTimeline implements Timeline {
  readonly #source: TimelineSource;
  readonly #view: Derived<TimelineView>;
  readonly #window = new MessageWindow();
  #status: LoadStatus = "unloaded";
  #error: string | null = null;
  #hasOlder = false;
  #request: PageRequest<"newest" | "older"> | null = null;
  /** By number, the rows that passed since the request was made (R14). */
  #seen = new Map<number, Message>();
  #messages: readonly Message[] | null = null;

  constructor(source: TimelineSource) {
    this.#source = source;
    // A screen that only moves to another element subscribes again at once.
    this.#view = new Derived(
      () => this.#compute(),
      () => queueMicrotask(() => this.#trim(0)),
    );
  }

  readonly get = (): TimelineView => this.#view.get();
  readonly subscribe = (listener: () => void) => this.#view.subscribe(listener);

  loadNewest(): Promise<void> {
    if (this.#status === "ready") return Promise.resolve();
    if (this.#request) return this.#request.done;
    this.#status = "loading";
    return this.#load("newest");
  }

  loadOlder(): Promise<void> {
    if (this.#status !== "ready") return this.loadNewest();
    if (this.#request) return this.#request.done;
    return this.#hasOlder ? this.#load("older") : Promise.resolve();
  }

  /** A row passed by, from wherever. */
  take(message: Message): void {
    this.#see(message);
    if (this.#status === "ready" && this.#window.take(message) === "changed") this.#moved();
  }

  /** The next message of the room (R11). */
  append(message: Message): void {
    this.#see(message);
    if (this.#status !== "ready") return;
    const met = this.#window.take(message);
    if (met === "hole") this.restart();
    if (met !== "changed") return;
    this.#trim(UNWATCHED_SLACK);
    this.#moved();
  }

  /** R15: loads again what was loaded. */
  restart(): void {
    if (this.#status === "unloaded") return;
    this.drop();
    void this.loadNewest();
  }

  /** After a failure: the connection is there again. */
  retryFailed(): void {
    if (this.#status === "error") void this.loadNewest();
  }

  /** R9. */
  drop(): void {
    this.#request = null;
    this.#status = "unloaded";
    this.#error = null;
    this.#hasOlder = false;
    this.#window.open([]);
    this.#moved();
  }

  pendingChanged(): void {
    this.#view.changed();
  }

  #load(part: "newest" | "older"): Promise<void> {
    const query = part === "older" ? { before: this.#window.first } : {};
    const request = new PageRequest(part);
    this.#request = request;
    this.#seen = new Map();
    this.#error = null;
    this.#view.changed();
    return request.run(
      () => this.#source.load(query),
      (result) => {
        if (this.#request !== request) return this.#request;
        this.#request = null;
        if ("error" in result) this.#failed(part, result.error);
        else this.#merge(part, result.page);
        this.#moved();
        return null;
      },
    );
  }

  #failed(part: "newest" | "older", error: unknown): void {
    this.#error = sentenceOf(error);
    if (part === "newest") this.#status = "error";
  }

  #see(message: Message): void {
    if (!this.#request) return;
    const held = this.#seen.get(message.number);
    if (!held || held.version < message.version) this.#seen.set(message.number, message);
  }

  /** R14. */
  #merge(part: "newest" | "older", page: MessagesPage): void {
    if (part === "newest") this.#window.open(page.messages);
    else this.#window.prepend(page.messages);
    this.#status = "ready";
    this.#hasOlder = page.hasBefore;
    const seen = [...this.#seen.values()].sort((a, b) => a.number - b.number);
    for (const message of seen) this.#window.take(message);
    this.#seen.clear();
  }

  #trim(slack: number): void {
    if (this.#view.watched || this.#request) return;
    if (this.#window.length <= UNWATCHED_MESSAGES + slack) return;
    this.#window.keepNewest(UNWATCHED_MESSAGES);
    this.#hasOlder = true;
    this.#moved();
  }

  #moved(): void {
    this.#messages = null;
    this.#view.changed();
  }

  #compute(): TimelineView {
    this.#messages ??= this.#window.list();
    return {
      status: this.#status,
      error: this.#error,
      messages: this.#messages,
      pending: this.#source.pending(),
      hasOlder: this.#hasOlder,
      loadingOlder: this.#request?.part === "older",
    };
  }
}
