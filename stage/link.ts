import { once } from "node:events";
import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Socket,
} from "node:net";

/** Which way bytes go: `up` is from the client to the server. */
export type Direction = "up" | "down";

export interface LinkOptions {
  /** Where the next connection leads. Asked for each. */
  target: () => NetConnectOpts;
  /** Nobody answers at the target. */
  onRefused?: () => void;
}

/** A TCP way to a server that can be cut, slowed down, and made to lose what goes over it. */
export interface Link {
  /** Of the loopback interface. */
  port: number;
  /** Open connections break, and new ones fail. */
  cut(): void;
  /** Open connections break; new ones are as before. */
  breakAll(): void;
  /** What goes this way vanishes, the end of a connection too. */
  lose(direction: Direction): void;
  /** Everything arrives this much later, in milliseconds; the order stays. */
  delay(milliseconds: number): void;
  /** Nothing more is taken from the sender of this way, as with a reader that has stopped. */
  stall(direction: Direction): void;
  /**
   * All is well again, but for connections that lost bytes: as after a lost route, these stay
   * silent until an end gives them up, or `breakLost` does.
   */
  mend(): void;
  breakLost(): void;
  close(): Promise<void>;
}

export async function openLink(options: LinkOptions): Promise<Link> {
  const pairs = new Set<Pair>();
  const lost = new Set<Direction>();
  const stalled = new Set<Direction>();
  let isCut = false;
  let delayMs = 0;

  const proxy = createServer({ noDelay: true }, (client) => {
    if (isCut) {
      client.on("error", () => {});
      client.resetAndDestroy();
      return;
    }
    const server = connect({ noDelay: true, ...options.target() } as NetConnectOpts);
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.syscall === "connect") options.onRefused?.();
    });
    const pair = new Pair(client, server, () => pairs.delete(pair));
    pairs.add(pair);
    pair.delay(delayMs);
    for (const direction of lost) pair.lose(direction);
    for (const direction of stalled) pair.stall(direction);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");

  const breakAll = () => {
    for (const pair of [...pairs]) pair.break();
  };
  return {
    port: (proxy.address() as AddressInfo).port,
    cut() {
      isCut = true;
      breakAll();
    },
    breakAll,
    lose(direction) {
      lost.add(direction);
      for (const pair of pairs) pair.lose(direction);
    },
    delay(milliseconds) {
      delayMs = milliseconds;
      for (const pair of pairs) pair.delay(milliseconds);
    },
    stall(direction) {
      stalled.add(direction);
      for (const pair of pairs) pair.stall(direction);
    },
    mend() {
      isCut = false;
      delayMs = 0;
      lost.clear();
      stalled.clear();
      for (const pair of pairs) pair.mend();
    },
    breakLost() {
      for (const pair of [...pairs]) if (pair.hasLost) pair.break();
    },
    async close() {
      const closed = once(proxy, "close");
      proxy.close();
      breakAll();
      await closed;
    },
  };
}

/** One connection: the client's socket, the server's, and a way between them in each direction. */
class Pair {
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
