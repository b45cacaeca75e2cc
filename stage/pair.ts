import type { Socket } from "node:net";

/** Which way bytes go: `up` is from the client to the server. */
export type Direction = "up" | "down";

/** One connection: the client's socket, the server's, and a way between them in each direction. */
export class Pair {
  readonly #up: Way;
  readonly #down: Way;
  readonly #sockets: readonly [Socket, Socket];
  readonly #onEnd: () => void;

  constructor(client: Socket, server: Socket, onEnd: () => void) {
    this.#sockets = [client, server];
    this.#onEnd = onEnd;
    this.#up = new Way(client, server);
    this.#down = new Way(server, client);
    for (const socket of this.#sockets) {
      // Which of the two broke does not matter: the way tells the other, unless it loses that.
      socket.on("error", () => {});
      socket.on("close", () => {
        if (client.destroyed && server.destroyed) this.#onEnd();
      });
    }
  }

  get hasLost(): boolean {
    return this.#up.loses || this.#down.loses;
  }

  lose(direction: Direction): void {
    this.#way(direction).loses = true;
  }

  stall(direction: Direction): void {
    this.#way(direction).stall();
  }

  delay(milliseconds: number): void {
    this.#up.delayMs = milliseconds;
    this.#down.delayMs = milliseconds;
  }

  mend(): void {
    for (const way of [this.#up, this.#down]) {
      way.delayMs = 0;
      way.resume();
    }
  }

  break(): void {
    for (const socket of this.#sockets) {
      // Only TCP knows a reset.
      if (socket.remoteFamily) socket.resetAndDestroy();
      else socket.destroy();
    }
    this.#onEnd();
  }

  #way(direction: Direction): Way {
    return direction === "up" ? this.#up : this.#down;
  }
}

/** The bytes from one socket to another. */
class Way {
  loses = false;
  delayMs = 0;
  readonly #from: Socket;
  readonly #to: Socket;
  #isStalled = false;
  /** What is late, in order: timers of one millisecond may ring in another. */
  readonly #late: { dueAt: number; act: () => void }[] = [];

  constructor(from: Socket, to: Socket) {
    this.#from = from;
    this.#to = to;
    from.on("data", (bytes: Buffer) => this.#later(() => this.#write(bytes)));
    from.on("end", () => this.#later(() => !this.loses && to.end()));
    from.on("close", () => this.#later(() => !this.loses && to.destroy()));
    to.on("drain", () => this.#isStalled || from.resume());
  }

  stall(): void {
    this.#isStalled = true;
    this.#from.pause();
  }

  resume(): void {
    this.#isStalled = false;
    if (!this.#to.writableNeedDrain) this.#from.resume();
  }

  #later(act: () => void): void {
    if (this.delayMs === 0 && this.#late.length === 0) {
      act();
      return;
    }
    const dueAt = Math.max(this.#late.at(-1)?.dueAt ?? 0, performance.now() + this.delayMs);
    this.#late.push({ dueAt, act });
    if (this.#late.length === 1) this.#wait();
  }

  #wait(): void {
    const first = this.#late[0];
    if (!first) return;
    setTimeout(
      () => {
        this.#late.shift();
        first.act();
        this.#wait();
      },
      Math.max(0, first.dueAt - performance.now()),
    );
  }

  #write(bytes: Buffer): void {
    if (this.loses || this.#to.destroyed) return;
    if (!this.#to.write(bytes)) this.#from.pause();
  }
}
