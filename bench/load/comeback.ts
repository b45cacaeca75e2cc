import type { Member } from "./member.ts";
import type { Talk } from "./talk.ts";

/** How those came back who lost their connection. */
export interface ComebackReport {
  /** For each of them, milliseconds from the loss until nothing was missing any more. */
  millisecondsEach: number[];
  /** Connections that were tried and lost again, by what was said. */
  failedAttempts: Record<string, number>;
}

/**
 * Watches members come back. One is back when its snapshot is there, all changes that the snapshot
 * promised have come, and it has every message that was acknowledged before the loss.
 */
export class Comeback {
  readonly #heads: ReadonlyMap<string, number>;
  readonly #atMs: number;
  readonly #away: Set<Member>;
  /** Those whose connection is known to be lost; a killed server's last words may still come. */
  readonly #lost = new Set<Member>();
  readonly #milliseconds = new Map<Member, number>();
  readonly #failedAttempts: Record<string, number> = {};
  readonly #back = Promise.withResolvers<void>();

  /** @param atMs When the connections broke, on the clock of `performance.now()`. */
  constructor(members: Iterable<Member>, talk: Talk, atMs: number) {
    this.#away = new Set(members);
    this.#heads = new Map([...talk.heads].map(([roomId, { version }]) => [roomId, version]));
    this.#atMs = atMs;
  }

  /** Something came for a member. */
  look(member: Member): void {
    if (!this.#lost.has(member) || !member.isComplete || !this.#hasAll(member)) return;
    this.#lost.delete(member);
    this.#away.delete(member);
    this.#milliseconds.set(member, performance.now() - this.#atMs);
    if (this.#away.size === 0) this.#back.resolve();
  }

  /** A connection broke: that which was to break, or an attempt to come back. */
  lost(member: Member, reason: string): void {
    if (this.#away.has(member) && !this.#lost.has(member)) {
      this.#lost.add(member);
      return;
    }
    this.#away.add(member);
    this.#lost.add(member);
    this.#failedAttempts[reason] = (this.#failedAttempts[reason] ?? 0) + 1;
  }

  /** Resolves when all are back. Throws where that takes too long. */
  async complete(withinMs: number): Promise<ComebackReport> {
    const timer = setTimeout(() => {
      const failed = JSON.stringify(this.#failedAttempts);
      this.#back.reject(
        new Error(
          `${this.#away.size} are not back after ${withinMs} ms; attempts that failed: ${failed}`,
        ),
      );
    }, withinMs);
    await this.#back.promise;
    clearTimeout(timer);
    const millisecondsEach = [...this.#milliseconds.values()];
    return { millisecondsEach, failedAttempts: this.#failedAttempts };
  }

  #hasAll({ places }: Member): boolean {
    for (const [roomId, { version }] of places) {
      if (version < (this.#heads.get(roomId) ?? 0)) return false;
    }
    return true;
  }
}
