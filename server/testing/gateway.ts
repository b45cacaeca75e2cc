import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { DownFrame, PersonFrame, Snapshot } from "@roost/protocol/down.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { vi } from "vitest";
import { type RawData, WebSocket } from "ws";
import { Gateway } from "../gateway/gateway.ts";
import type { Health, HealthState } from "../health.ts";
import { upgradeAddress } from "../http/client-address.ts";
import { type ConnectionQuotas, OpenConnections } from "../limits/open-connections.ts";
import { RateLimits } from "../limits/rate-limits.ts";
import { Refusal } from "../refusal.ts";
import { createTestDomain, type TestDomain } from "./domain.ts";

/** A gateway on a real port; a token is simply the id of a session, or "from" a foreign page. */
export interface TestGateway extends TestDomain {
  gateway: Gateway;
  /** The sessions that somebody did something with, one entry for each thing. */
  used: string[];
  /** Advances the gateway's clock, which stands still otherwise, and lets it look for timeouts. */
  passMs(ms: number): void;
  /** Says how the database and the bus are from now on. */
  setHealth(state: HealthState): void;
  /** Opens a session; its id serves as the token. */
  signIn(userId: string): Promise<string>;
  connect(): Promise<TestClient>;
  /** Connects, says hello and waits for the snapshot. */
  enter(userId: string, rooms?: Record<string, number>): Promise<TestClient>;
  /** Comes back with what a client holds. Returns it with the answer to its hello. */
  comeBack(
    userId: string,
    person: number,
    rooms: Record<string, number>,
  ): Promise<{ client: TestClient; frame: PersonFrame | Snapshot }>;
}

/**
 * @param ratePercent Of the rates in the table; 0 is no limit.
 * @param quotas Of open connections; 0 is no limit.
 */
export async function createTestGateway(
  ratePercent = 0,
  quotas: ConnectionQuotas = { person: 0, address: 0 },
): Promise<TestGateway> {
  const domain = await createTestDomain();
  let nowMs = 0;
  const sessions = new Map<string, string>();
  const health = new TestHealth();
  const used: string[] = [];
  const gateway = new Gateway({
    ctx: domain.ctx,
    health,
    rates: new RateLimits(ratePercent, () => nowMs),
    open: new OpenConnections(domain.ctx.bus, quotas, () => nowMs),
    addressOf: (request) => upgradeAddress(request, true),
    authenticate: async ({ token = "" }) => {
      if (token.startsWith("from ")) throw new Refusal("auth.origin_forbidden", token);
      const userId = sessions.get(token);
      if (!userId) throw new Refusal("auth.token_invalid");
      return { userId, sessionId: token, scopes: null };
    },
    onUse: (sessionId) => used.push(sessionId),
    onFault: (error) => domain.faults.push(error),
    now: () => nowMs,
  });
  const server = createServer();
  gateway.attach(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;

  const self: TestGateway = {
    ...domain,
    gateway,
    used,
    passMs(ms) {
      nowMs += ms;
      gateway.checkTimeouts();
    },
    setHealth: (state) => health.set(state),
    async signIn(userId) {
      const id = randomUUID();
      await domain.ctx.database.db
        .insertInto("sessions")
        .values({ id, user_id: userId, token: id, expires_at: new Date(Date.now() + 3_600_000) })
        .execute();
      sessions.set(id, userId);
      return id;
    },
    async connect() {
      const ws = new WebSocket(url);
      const client = new TestClient(ws);
      await once(ws, "open");
      return client;
    },
    async enter(userId, rooms) {
      const client = await self.connect();
      client.hello(await self.signIn(userId), rooms);
      await client.next("snapshot");
      return client;
    },
    async comeBack(userId, person, rooms) {
      const client = await self.connect();
      client.hello(await self.signIn(userId), rooms, person);
      await client.next("welcome");
      await client.settled();
      const [frame] = client.frames.splice(0, 1);
      if (frame?.type !== "person" && frame?.type !== "snapshot") throw new Error("No answer.");
      return { client, frame };
    },
    async close() {
      await gateway.close(0);
      server.close();
      await domain.close();
    },
  };
  return self;
}

class TestHealth implements Health {
  state: HealthState = { database: true, bus: true };
  readonly #listeners = new Set<(state: HealthState) => void>();

  onChange(listener: (state: HealthState) => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(state: HealthState): void {
    this.state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** A client that notes all it gets. */
export class TestClient {
  readonly ws: WebSocket;
  readonly frames: DownFrame[] = [];
  closed: { code: number; reason: string } | null = null;

  constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on("message", (data: RawData) => this.frames.push(JSON.parse(data.toString())));
    ws.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    ws.on("error", () => {});
  }

  send(frame: unknown): void {
    this.ws.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  hello(token: string, rooms?: Record<string, number>, person?: number): void {
    this.send({ type: "hello", protocol: PROTOCOL_VERSION, token, rooms, person });
  }

  all<T extends DownFrame["type"]>(type: T): Extract<DownFrame, { type: T }>[] {
    return this.frames.filter((frame) => frame.type === type) as Extract<DownFrame, { type: T }>[];
  }

  /** Takes the first frame of a type that has come or comes. */
  async next<T extends DownFrame["type"]>(type: T): Promise<Extract<DownFrame, { type: T }>> {
    return vi.waitUntil(
      () => {
        const at = this.frames.findIndex((frame) => frame.type === type);
        if (at < 0) return undefined;
        return this.frames.splice(at, 1)[0] as Extract<DownFrame, { type: T }>;
      },
      { timeout: 5_000, interval: 2 },
    );
  }

  /** Everything that was sent before has been answered when this resolves. */
  async settled(): Promise<void> {
    this.send({ type: "ping" });
    await this.next("pong");
  }

  async end(): Promise<{ code: number; reason: string }> {
    return vi.waitUntil(() => this.closed, { timeout: 5_000, interval: 2 });
  }
}
