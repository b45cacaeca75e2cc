import { Redis, type RedisOptions } from "ioredis";
import type { RedisAddress } from "./redis-address.ts";

/** What a link tells its owner. */
export interface LinkListener {
  onMessage(message: string): void;
  /** A beat on this channel made its way to Redis and back. */
  onBeat(channel: number): void;
  /** Called once. Nothing comes from the link afterwards. */
  onLost(reason: Error): void;
}

export interface LinkParts {
  /** Tried in this order. */
  addresses: readonly RedisAddress[];
  /** Whether the addresses are meant as nodes of one Redis Cluster. */
  mustBeCluster: boolean;
  /** The beginning of all channel names. */
  prefix: string;
  /** Names the channels that only this node hears. */
  nodeId: string;
  listener: LinkListener;
}

/** A channel, and the one beside it in the same place on which a node hears itself. */
interface Channel {
  name: string;
  beatName: string;
  publish(channel: string, message: string): Promise<unknown>;
}

/** The two connections that a Redis is spoken to with. */
interface Pair {
  publisher: Redis;
  subscriber: Redis;
}

/** A single Redis has every node on every channel anyway. A cluster spreads them over its masters. */
const clusterChannels = 16;

/** What Redis has not confirmed yet; beyond it, messages are dropped. */
const unconfirmedCharactersMax = 16 * 2 ** 20;

/**
 * Connections to a Redis or a Redis Cluster that publish and subscribe. A link does not repair
 * itself: whatever goes wrong, all of it is lost, and the owner opens a new one. So there is no
 * queue that outlives a connection, and no half of a link that works.
 */
export class RedisLink {
  readonly #parts: LinkParts;
  readonly #connections: Redis[] = [];
  #channels: Channel[] = [];
  #unconfirmedCharacters = 0;
  #isLost = false;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** Known after `open`. */
  get channelCount(): number {
    return this.#channels.length;
  }

  /**
   * Connects, and subscribes to all channels. Rejects where any of it fails; then close the link.
   *
   * @returns the addresses of the masters of a cluster.
   */
  async open(): Promise<RedisAddress[]> {
    const { redis, address } = await this.#connectToAny(this.#parts.addresses);
    const isCluster = /^cluster_enabled:1/m.test(await redis.info("cluster"));
    if (isCluster) return this.#joinCluster(redis, address);
    if (this.#parts.mustBeCluster) {
      throw new Error(`${address.host}:${address.port} is no node of a Redis Cluster`);
    }
    const subscriber = await this.#connect(address);
    const names = this.#channelNames(0);
    subscriber.on("message", (name, message) => this.#receive(name, message));
    await subscriber.subscribe(names.name, names.beatName);
    this.#channels = [{ ...names, publish: (to, message) => redis.publish(to, message) }];
    return [];
  }

  /** Sends a message to all nodes, or drops it. */
  publish(channel: number, message: string): void {
    if (this.#unconfirmedCharacters + message.length > unconfirmedCharactersMax) return;
    const { name, publish } = this.#channels[channel] as Channel;
    this.#unconfirmedCharacters += message.length;
    publish(name, message).then(
      () => {
        this.#unconfirmedCharacters -= message.length;
      },
      (error) => this.#lose(error),
    );
  }

  /** Sends something to this node itself, the way that messages go. */
  beat(channel: number): void {
    const { beatName, publish } = this.#channels[channel] as Channel;
    publish(beatName, String(channel)).catch((error) => this.#lose(error));
  }

  close(): void {
    this.#isLost = true;
    for (const redis of this.#connections) redis.disconnect();
  }

  /** Channels with the same master share a pair of connections. */
  async #joinCluster(seed: Redis, seedAddress: RedisAddress): Promise<RedisAddress[]> {
    const slots = (await seed.cluster("SLOTS")) as unknown as SlotRange[];
    const pairs = new Map<string, Promise<Pair>>();
    const masters: RedisAddress[] = [];
    const join = async (index: number): Promise<Channel> => {
      const { name, beatName } = this.#channelNames(index);
      const master = masterOf(slots, await seed.cluster("KEYSLOT", name), seedAddress);
      const key = `${master.host}:${master.port}`;
      if (!pairs.has(key)) {
        pairs.set(key, this.#connectPair(master));
        masters.push(master);
      }
      const { publisher, subscriber } = (await pairs.get(key)) as Pair;
      await subscriber.ssubscribe(name, beatName);
      return { name, beatName, publish: (to, message) => publisher.spublish(to, message) };
    };
    const indexes = Array.from({ length: clusterChannels }, (_, index) => index);
    this.#channels = await Promise.all(indexes.map(join));
    return masters;
  }

  async #connectPair(address: RedisAddress): Promise<Pair> {
    const [publisher, subscriber] = await Promise.all([
      this.#connect(address),
      this.#connect(address),
    ]);
    subscriber.on("smessage", (name, message) => this.#receive(name, message));
    // Slots went to another node: Redis ended the subscriptions of their channels.
    subscriber.on("moved", () => this.#lose(new Error("A channel moved to another node")));
    return { publisher, subscriber };
  }

  /** The braces make a cluster put both names into the same slot. */
  #channelNames(index: number): { name: string; beatName: string } {
    const name = `{${this.#parts.prefix}:${index}}`;
    return { name, beatName: `${name}:${this.#parts.nodeId}` };
  }

  #receive(name: string, message: string): void {
    if (this.#isLost) return;
    if (name.endsWith("}")) this.#parts.listener.onMessage(message);
    else this.#parts.listener.onBeat(Number(message));
  }

  async #connectToAny(addresses: readonly RedisAddress[]) {
    const failures: unknown[] = [];
    for (const address of addresses) {
      try {
        return { redis: await this.#connect(address), address };
      } catch (error) {
        failures.push(error);
      }
    }
    throw failures.length === 1 ? failures[0] : new AggregateError(failures);
  }

  async #connect(address: RedisAddress): Promise<Redis> {
    const redis = new Redis(optionsFor(address));
    this.#connections.push(redis);
    let reason = new Error("Redis closed the connection");
    let isOpen = false;
    redis.on("error", (error: Error) => {
      reason = error;
    });
    redis.on("end", () => {
      if (isOpen) this.#lose(reason);
    });
    await redis.connect().catch(() => {
      throw reason;
    });
    isOpen = true;
    return redis;
  }

  #lose(reason: Error): void {
    if (this.#isLost) return;
    this.close();
    this.#parts.listener.onLost(reason);
  }
}

/** First slot, last slot, then its master and replicas as host, port and more. */
type SlotRange = [number, number, [string | null, number, ...unknown[]], ...unknown[]];

function masterOf(slots: readonly SlotRange[], slot: number, asked: RedisAddress): RedisAddress {
  const range = slots.find(([first, last]) => first <= slot && slot <= last);
  if (!range) throw new Error(`No master of the Redis Cluster has slot ${slot}`);
  const [host, port] = range[2];
  // A node that does not know its own address leaves it out.
  return { ...asked, host: host || asked.host, port };
}

function optionsFor({ isEncrypted, ...address }: RedisAddress) {
  return {
    ...address,
    ...(isEncrypted && { tls: {} }),
    connectionName: "roost",
    connectTimeout: 2_000,
    lazyConnect: true,
    retryStrategy: null,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  } satisfies RedisOptions;
}
