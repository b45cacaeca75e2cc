const saidEveryMs = 10_000;

/** Counts what happens, and says it as it goes. */
export class Tally {
  readonly operations: Record<string, number> = {};
  readonly faults: Record<string, number> = {};
  readonly #say: (line: string) => void;
  readonly #began = performance.now();
  readonly #progress: NodeJS.Timeout;

  constructor(say: (line: string) => void) {
    this.#say = say;
    this.#progress = setInterval(() => this.say(this.#counts()), saidEveryMs);
  }

  operation(name: string): void {
    this.operations[name] = (this.operations[name] ?? 0) + 1;
  }

  fault(kind: string, target: string): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
    this.say(`${kind}  ${target}`);
  }

  say(line: string): void {
    this.#say(`${((performance.now() - this.#began) / 1_000).toFixed(1)} s  ${line}`);
  }

  end(): void {
    clearInterval(this.#progress);
  }

  #counts(): string {
    return `${sum(this.operations)} operations, ${sum(this.faults)} faults`;
  }
}

export function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
