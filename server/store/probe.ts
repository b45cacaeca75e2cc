import { Socket } from "node:net";
import pg from "pg";
import { isMigrated } from "./migrate.ts";

/** A database that does not answer by then is away. */
const patienceMs = 1_500;

interface Connection {
  client: pg.Client;
  socket: Socket;
}

/**
 * Asks whether the database does its work, on a connection of its own: a busy pool does not make
 * it look away, and an absent database costs the pool nothing.
 */
export class DatabaseProbe {
  readonly #url: string;
  readonly #patienceMs: number;
  #connection: Connection | null = null;
  #asking: Promise<boolean> | null = null;

  constructor(url: string, patience = patienceMs) {
    this.#url = url;
    this.#patienceMs = patience;
  }

  /**
   * Whether the database answers in time and has the present schema. Never rejects. Whoever asks
   * while an answer is under way gets that one.
   */
  isReady(): Promise<boolean> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  close(): void {
    this.#connection?.socket.destroy();
    this.#connection = null;
  }

  async #ask(): Promise<boolean> {
    const { promise: late, resolve } = Promise.withResolvers<boolean>();
    // An answer that came while this process was busy is read before its lateness counts.
    const timer = setTimeout(() => setImmediate(resolve, false), this.#patienceMs);
    try {
      const isReady = await Promise.race([this.#query(), late]);
      if (!isReady) this.close();
      return isReady;
    } catch {
      this.close();
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  async #query(): Promise<boolean> {
    const { client } = this.#connection ?? (await this.#connect());
    return isMigrated(client);
  }

  async #connect(): Promise<Connection> {
    const socket = new Socket();
    const client = new pg.Client({ connectionString: this.#url, stream: () => socket });
    const connection = { client, socket };
    // Known from the beginning, so that one that is never made is given up too.
    this.#connection = connection;
    // What was under way fails by itself; the next question makes a new connection.
    client.on("error", () => {});
    client.on("end", () => {
      if (this.#connection === connection) this.#connection = null;
    });
    await client.connect();
    return connection;
  }
}
