import { once } from "node:events";
import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Socket,
} from "node:net";
import { type Direction, Pair } from "./pair.ts";

export type { Direction };

export interface LinkOptions {
  /** Where the next connection leads. Asked for each. */
  target: () => NetConnectOpts;
  /** Nobody answers at the target. */
  onRefused?: () => void;
}

/** Opens a way to a server on a free port of the loopback interface. */
export async function openLink(options: LinkOptions): Promise<Link> {
  const link = new Link(options);
  await link.listen();
  return link;
}

/** A TCP way to a server that can be cut, slowed down, and made to lose what goes over it. */
export class Link {
  readonly #options: LinkOptions;
  readonly #proxy = createServer({ noDelay: true }, (client) => this.#accept(client));
  readonly #pairs = new Set<Pair>();
  readonly #lost = new Set<Direction>();
  readonly #stalled = new Set<Direction>();
  #port = 0;
  #isCut = false;
  #delayMs = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** Of the loopback interface. */
  get port(): number {
    return this.#port;
  }

  async listen(): Promise<void> {
    this.#proxy.listen(0, "127.0.0.1");
    await once(this.#proxy, "listening");
    this.#port = (this.#proxy.address() as AddressInfo).port;
  }

  /** Open connections break, and new ones fail. */
  cut(): void {
    this.#isCut = true;
    this.breakAll();
  }

  /** Open connections break; new ones are as before. */
  breakAll(): void {
    for (const pair of [...this.#pairs]) pair.break();
  }

  /** What goes this way vanishes, the end of a connection too. */
  lose(direction: Direction): void {
    this.#lost.add(direction);
    for (const pair of this.#pairs) pair.lose(direction);
  }

  /** Everything arrives this much later, in milliseconds; the order stays. */
  delay(milliseconds: number): void {
    this.#delayMs = milliseconds;
    for (const pair of this.#pairs) pair.delay(milliseconds);
  }

  /** Nothing more is taken from the sender of this way, as with a reader that has stopped. */
  stall(direction: Direction): void {
    this.#stalled.add(direction);
    for (const pair of this.#pairs) pair.stall(direction);
  }

  /**
   * All is well again, but for connections that lost bytes: as after a lost route, these stay
   * silent until an end gives them up, or `breakLost` does.
   */
  mend(): void {
    this.#isCut = false;
    this.#delayMs = 0;
    this.#lost.clear();
    this.#stalled.clear();
    for (const pair of this.#pairs) pair.mend();
  }

  breakLost(): void {
    for (const pair of [...this.#pairs]) if (pair.hasLost) pair.break();
  }

  async close(): Promise<void> {
    const closed = once(this.#proxy, "close");
    this.#proxy.close();
    this.breakAll();
    await closed;
  }

  #accept(client: Socket): void {
    if (this.#isCut) {
      client.on("error", () => {});
      client.resetAndDestroy();
      return;
    }
    const { target, onRefused } = this.#options;
    const server = connect({ noDelay: true, ...target() } as NetConnectOpts);
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.syscall === "connect") onRefused?.();
    });
    const pair = new Pair(client, server, () => this.#pairs.delete(pair));
    this.#pairs.add(pair);
    pair.delay(this.#delayMs);
    for (const direction of this.#lost) pair.lose(direction);
    for (const direction of this.#stalled) pair.stall(direction);
  }
}
