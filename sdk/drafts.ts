import type { SetDraft } from "@roost/protocol/http.ts";
import type { Draft } from "@roost/protocol/own.ts";
import { Alarm, type Clock } from "./clock.ts";
import { ApiError } from "./errors.ts";
import { Derived, type Observable } from "./observable.ts";
import type { OwnView } from "./replica/own-rows.ts";

/** What was typed within this time is kept on the server as one. */
const GATHER_MS = 2_000;
const RETRY_MS = 5_000;

const EMPTY: Draft = { body: "" };

/** A draft as this device has it. */
export interface HeldDraft extends Readonly<Draft> {
  /** Whether the server has it. */
  readonly isKept: boolean;
}

/** Where the drafts of one person outlive the process, by place: the room, or the root of the thread. */
export interface DraftStorage {
  load(): ReadonlyMap<string, HeldDraft>;
  /** Called after each change; must not throw. */
  save(drafts: ReadonlyMap<string, HeldDraft>): void;
}

export interface DraftsOptions {
  clock: Clock;
  storage: DraftStorage | undefined;
  /** What the server has told. */
  rows: Observable<OwnView<"draft">>;
  /** Whether that is all it has. */
  isTold: () => boolean;
  isLive: () => boolean;
  /** Keeps a draft on the server. */
  keep: (place: string, draft: Draft) => Promise<unknown>;
}

/**
 * What I have written and not sent. What is typed here counts here at once, and is kept on the server a
 * moment later; until it is, nothing that comes from there replaces it.
 */
export class Drafts {
  readonly #options: DraftsOptions;
  readonly #alarm: Alarm;
  readonly #held: Map<string, HeldDraft>;
  readonly #views = new Map<string, Derived<Draft>>();
  /** The texts of those that have one, by room. */
  readonly all = new Derived<ReadonlyMap<string, string>>(() => this.#list());
  /** What the server would not take stays on this device alone, until it is changed. */
  readonly #refused = new WeakSet<HeldDraft>();
  #isKeeping = false;

  constructor(options: DraftsOptions) {
    this.#options = options;
    this.#held = new Map(options.storage?.load());
    this.#alarm = new Alarm(options.clock, () => void this.#keepAll());
    options.rows.subscribe(() => this.#told());
  }

  /** The draft of a room; empty where there is none. The same object each time. */
  of(roomId: string): Observable<Draft> {
    const view = this.#views.get(roomId) ?? new Derived(() => this.#held.get(roomId) ?? EMPTY);
    this.#views.set(roomId, view);
    return view;
  }

  /** Changes the text of a draft, or what it replies to (null: to nothing), and leaves the other. */
  set(roomId: string, change: { body?: string; replyTo?: number | null }): void {
    const before = this.#held.get(roomId) ?? EMPTY;
    const { body = before.body, replyTo = before.replyTo } = change;
    const draft = draftOf(body, replyTo);
    if (isSame(before, draft)) return;
    this.#hold(roomId, { ...draft, isKept: false });
    if (!this.#alarm.isSet) this.#keepIn(GATHER_MS);
  }

  /** All that the server has is told, and frames can be sent. */
  goLive(): void {
    this.#told();
    this.#keepIn(0);
  }

  /** Nothing is sent by itself any more. */
  stop(): void {
    this.#alarm.clear();
  }

  #hold(roomId: string, draft: HeldDraft | null): void {
    if (draft) this.#held.set(roomId, draft);
    else this.#held.delete(roomId);
    this.#options.storage?.save(this.#held);
    this.#views.get(roomId)?.changed();
    this.all.changed();
  }

  /** Takes over what the server has, but for what is typed here and not kept yet. */
  #told(): void {
    if (!this.#options.isTold()) return;
    const rows = this.#options.rows.get();
    for (const roomId of new Set([...rows.keys(), ...this.#held.keys()])) {
      const held = this.#held.get(roomId);
      const told = rows.get(roomId)?.value;
      if (held && (!held.isKept || (told && isSame(held, told)))) continue;
      this.#hold(roomId, told ? { ...told, isKept: true } : null);
    }
  }

  get #unkept(): [string, HeldDraft][] {
    return [...this.#held].filter(([, one]) => !one.isKept && !this.#refused.has(one));
  }

  #keepIn(milliseconds: number): void {
    const { clock, isLive } = this.#options;
    if (isLive() && this.#unkept.length > 0) this.#alarm.set(clock.now() + milliseconds);
  }

  async #keepAll(): Promise<void> {
    if (this.#isKeeping || !this.#options.isLive()) return;
    this.#isKeeping = true;
    let hasFailed = false;
    for (const [roomId, draft] of this.#unkept) {
      hasFailed = !(await this.#keep(roomId, draft)) || hasFailed;
    }
    this.#isKeeping = false;
    this.#keepIn(hasFailed ? RETRY_MS : GATHER_MS);
  }

  /** False where it has to be tried again. */
  async #keep(roomId: string, draft: HeldDraft): Promise<boolean> {
    try {
      await this.#options.keep(roomId, draftOf(draft.body, draft.replyTo));
    } catch (error) {
      const isRefused = error instanceof ApiError && error.retryAfterMs === undefined;
      if (isRefused) this.#refused.add(draft);
      return isRefused;
    }
    if (this.#held.get(roomId) === draft) {
      this.#hold(roomId, isSame(draft, EMPTY) ? null : { ...draft, isKept: true });
      this.#told();
    }
    return true;
  }

  #list(): ReadonlyMap<string, string> {
    const drafts = [...this.#held].map(([roomId, { body }]) => [roomId, body] as const);
    return new Map(drafts.filter(([, body]) => body.trim() !== ""));
  }
}

/** What is asked for to keep the draft of a place: a room, or the root of a thread by its id. */
export function draftIn(place: string, draft: Draft): [roomId: string, draft: SetDraft] {
  const [roomId = "", root] = place.split(".");
  return [roomId, root === undefined ? draft : { ...draft, threadNumber: Number(root) }];
}

function draftOf(body: string, replyTo: number | null | undefined): Draft {
  return replyTo === null || replyTo === undefined ? { body } : { body, replyTo };
}

const isSame = (a: Draft, b: Draft) => a.body === b.body && a.replyTo === b.replyTo;
