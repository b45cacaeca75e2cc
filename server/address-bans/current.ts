import { sql } from "kysely";
import { parseNetwork } from "../accounts/address.ts";
import type { Bus, Unsubscribe } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import { Followed } from "../server-settings/followed.ts";
import type { Db } from "../store/database.ts";
import { Networks } from "./networks.ts";

/** What whoever comes from a network is told. */
interface Ban {
  until: Date | null;
  reason: string | null;
}

interface BanRow extends Ban {
  network: string;
}

export interface AddressBansParts {
  db: Db;
  bus: Pick<Bus, "subscribe" | "onHealth">;
  onReadError(error: unknown): void;
  now(): Date;
}

/** The networks from which nobody uses this server, as this node knows them. */
export class AddressBans {
  readonly #followed: Followed<readonly BanRow[], Networks<Ban>>;
  readonly #now: () => Date;

  static async open({ db, now, ...parts }: AddressBansParts): Promise<AddressBans> {
    return new AddressBans(
      await Followed.open({ ...parts, read: () => readBans(db), prepare: toNetworks }),
      now,
    );
  }

  private constructor(followed: Followed<readonly BanRow[], Networks<Ban>>, now: () => Date) {
    this.#followed = followed;
    this.#now = now;
  }

  /** Throws `address.banned`, with what is to be known of it. @param address As `parseAddress` gives it. */
  refuse(address: string): void {
    const complaint = this.complaint(address);
    if (complaint !== null) throw new Refusal("address.banned", complaint);
  }

  /** What whoever comes from an address is told; null where it is not banned. */
  complaint(address: string): string | null {
    const ban = this.#find(address);
    if (!ban) return null;
    const until = ban.until ? ` until ${ban.until.toISOString()}` : "";
    const reason = ban.reason === null ? "" : ` The reason given: ${ban.reason}`;
    return `Nobody uses this server from your address${until}.${reason}`;
  }

  /** Calls the listener when there are others; returns the function that ends that. */
  onChange(listener: () => void): Unsubscribe {
    return this.#followed.onChange(listener);
  }

  /** Compares with the store. Never rejects. */
  look(): Promise<void> {
    return this.#followed.look();
  }

  close(): Promise<void> {
    return this.#followed.close();
  }

  #find(address: string): Ban | undefined {
    const now = this.#now();
    return this.#followed.value.find(address, ({ until }) => until === null || until > now);
  }
}

async function readBans(db: Db): Promise<BanRow[]> {
  const { rows } = await sql<BanRow>`
    SELECT network::text AS network, until, reason FROM address_bans
    WHERE until IS NULL OR until > now()
    ORDER BY network`.execute(db);
  return rows;
}

function toNetworks(rows: readonly BanRow[]): Networks<Ban> {
  return new Networks(rows.map(({ network, ...ban }) => [parseNetwork(network) ?? network, ban]));
}
