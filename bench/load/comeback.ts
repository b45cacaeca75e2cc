import type { Member } from "./member.ts";
import type { Talk } from "./talk.ts";

/** How those came back who lost their connection. */
export interface ComebackReport {
  /** For each of them, milliseconds from the loss until nothing was missing any more. */
  millisecondsEach: number[];
  /** Connections that were tried and lost again, by what was said. */
  lostAgain: Record<string, number>;
}

/**
 * Watches members come back. One is back when its snapshot is there, all changes that the snapshot
 * promised have come, and it has every message that was acknowledged before the loss.
 */
export class Comeback {
  readonly #heads: ReadonlyMap<string, number>;
  readonly #atMs: number;
  readonly #away: Set<Member>;
  readonly #millisecondsEach: number[] = [];
  readonly #lostAgain: Record<string, number> = {};
  readonly #back = Promise.withResolvers<void>();

  /** @param atMs When the connections broke, on the clock of `performance.now()`. */
  constructor(members: Iterable<Member>, talk: Talk, atMs: number) {
    this.#away = new Set(members);
    this.#heads = new Map([...talk.heads].map(([roomId, { version }]) => [roomId, version]));
    this.#atMs = atMs;
  }

  /** Something came for a member. */
  look(member: Member): void {
    if (!this.#away.has(member) || !member.isComplete || !this.#hasAll(member)) return;
    this.#away.delete(member);
    this.#millisecondsEach.push(performance.now() - this.#atMs);
    if (this.#away.size === 0) this.#back.resolve();
  }

  /** A member that was on its way back has to begin again. */
  lostAgain(reason: string): void {
    this.#lostAgain[reason] = (this.#lostAgain[reason] ?? 0) + 1;
  }

  /** Resolves when all are back. Throws where that takes too long. */
  async complete(withinMs: number): Promise<ComebackReport> {
    const timer = setTimeout(() => {
      const lost = JSON.stringify(this.#lostAgain);
      this.#back.reject(
        new Error(`${this.#away.size} are not back after ${withinMs} ms; lost again: ${lost}`),
      );
    }, withinMs);
    await this.#back.promise;
    clearTimeout(timer);
    return { millisecondsEach: this.#millisecondsEach, lostAgain: this.#lostAgain };
  }

  #hasAll({ places }: Member): boolean {
    for (const [roomId, { version }] of places) {
      if (version < (this.#heads.get(roomId) ?? 0)) return false;
    }
    return true;
  }
}
