import { randomUUID } from "node:crypto";
import type { BanAddress } from "@roost/protocol/address-bans.ts";
import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { limits } from "@roost/protocol/limits.ts";
import { sql } from "kysely";
import { parseNetwork } from "../accounts/address.ts";
import { record } from "../audit/record.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { readReason } from "../people/reason.ts";
import { requireFuture } from "../people/require-future.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { Networks, overlap } from "./networks.ts";

/** Of the server itself: who comes from there is its own program, or a proxy on it and all who come through that. */
const loopback = ["127.0.0.0/8", "::/64"];

/** What is over for so long is of no interest any more. */
const keptDays = 30;

/**
 * Lets nobody use this server from a network, until a time or until somebody ends it: within a second, on every node. A
 * network that is banned gets another time and reason. Returns the id.
 *
 * Throws `ban.invalid` for what is no network, `ban.own_address` for one in which the manager is, `ban.of_server` for one
 * of the server itself, `ban.too_many`, `request.invalid` for a time that is over, `text.…`, and `auth.forbidden`.
 *
 * @param proxy The address of the trusted proxy in front, where there is one.
 */
export async function banAddress(
  { database, bus }: PeopleContext,
  manager: Manager,
  { network, until = null, reason }: BanAddress,
  now: Date,
  proxy: string | null = null,
): Promise<string> {
  const ban = {
    until: requireFuture(until === null ? null : new Date(until), now),
    reason: readReason(reason ?? null, limits.sanctionReasonCharacters),
    userId: null,
    proxy,
  };
  const id = await database.db.transaction().execute(async (tx) => {
    await requireManager(tx, manager, "banAddress");
    return writeBan(tx, manager, network, ban, now);
  });
  bus.publish([{ kind: "settings" }]);
  return id;
}

/** A ban beside its network. */
interface BanToWrite {
  until: Date | null;
  reason: string | null;
  /** With whose suspension it comes. */
  userId: string | null;
  proxy?: string | null;
}

/** Writes a ban of somebody who may, and an entry of the audit log. Throws `ban.…`. */
export async function writeBan(
  tx: Db,
  manager: Manager,
  typed: string,
  { until, reason, userId, proxy = null }: BanToWrite,
  now: Date,
): Promise<string> {
  const network = parseNetwork(typed);
  if (network === null) {
    throw new Refusal(
      "ban.invalid",
      `“${typed}” is no network; write it like 198.51.100.7, 198.51.100.0/24 or 2001:db8::/48.`,
    );
  }
  refuseOwn(network, manager);
  refuseServer(network, proxy);
  await requireFew(tx, network, now);
  // A suspension shortens no ban that is there; who bans the network itself says how long.
  const staysLonger = sql`(excluded.user_id IS NOT NULL
    AND coalesce(address_bans.until, 'infinity') > coalesce(excluded.until, 'infinity'))`;
  const { rows } = await sql<Pick<BanToWrite, "until" | "reason"> & { id: string }>`
    INSERT INTO address_bans (id, network, reason, until, created_at, created_by, user_id)
    VALUES (${randomUUID()}, ${network}::cidr, ${reason}, ${until}, ${now}, ${manager.id}, ${userId})
    ON CONFLICT (network) DO UPDATE
    SET reason = CASE WHEN ${staysLonger} THEN address_bans.reason ELSE excluded.reason END,
      until = CASE WHEN ${staysLonger} THEN address_bans.until ELSE excluded.until END, created_at = excluded.created_at,
      created_by = excluded.created_by, user_id = excluded.user_id
    RETURNING id, until, reason`.execute(tx);
  const [ban] = rows as [(typeof rows)[number]];
  const details = { network, until: ban.until?.toISOString() ?? null, reason: ban.reason };
  await record(tx, manager, "address.banned", userId, details);
  return ban.id;
}

/** Nobody locks themselves out. */
function refuseOwn(network: string, manager: Manager): void {
  const address = "address" in manager ? manager.address : null;
  if (address == null) return;
  if (new Networks([[network, true]]).find(address, Boolean)) {
    throw new Refusal("ban.own_address", `You are in this network yourself, at ${address}.`);
  }
}

function refuseServer(network: string, proxy: string | null): void {
  const ofProxy = proxy === null ? null : parseNetwork(proxy);
  if (ofProxy !== null && overlap(network, ofProxy)) {
    throw new Refusal(
      "ban.of_server",
      `${proxy} in it is the proxy in front of this server; ban those who come through it.`,
    );
  }
  const own = loopback.find((one) => overlap(network, one));
  if (own === undefined) return;
  throw new Refusal("ban.of_server", `${own} in it is the loopback of this server itself.`);
}

async function requireFew(tx: Db, network: string, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - keptDays * 24 * 3_600_000);
  await sql`DELETE FROM address_bans WHERE until < ${longAgo}`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM address_bans WHERE network <> ${network}::cidr`.execute(tx);
  if ((rows[0]?.count ?? 0) < admissionLimits.addressBans) return;
  throw new Refusal(
    "ban.too_many",
    `There are ${admissionLimits.addressBans} bans; end some of them first, or ban a network that has several.`,
  );
}
