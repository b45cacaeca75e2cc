import { parseNetwork } from "../accounts/address.ts";
import { endBan } from "../address-bans/end.ts";
import { readBans } from "../address-bans/list.ts";
import { banAddress } from "../address-bans/make.ts";
import { commandLine } from "../people/change-person.ts";
import { StartError } from "../start-error.ts";
import { everyPage } from "../store/every-page.ts";
import type { RunCommand } from "./commands.ts";
import { print } from "./print.ts";
import { oneName, readArguments, refuseNames } from "./read-arguments.ts";
import { readTime } from "./read-time.ts";
import { withStore } from "./with-store.ts";

// All of these work whether the server runs or not; a running one knows of them within a second.

const which = "Give one address or network, such as 198.51.100.0/24.";

/** `ban add NETWORK`. Returns the exit code. Throws a `StartError`. */
export const addBan: RunCommand = async (args, environment) => {
  const options = { reason: { type: "string" }, until: { type: "string" } } as const;
  const wish = readArguments("ban add", args, options, ({ reason, until }, names) => ({
    network: readNetwork(names),
    reason,
    until: until === undefined ? null : readTime(until).toISOString(),
  }));
  return withStore(environment, async (ctx) => {
    const { network, until, reason } = wish;
    const ban = { network, until, ...(reason !== undefined && { reason }) };
    const id = await banAddress(ctx, commandLine, ban, new Date());
    print(wish.json, { id, network }, `Nobody uses this server from ${network}.`);
    return 0;
  });
};

/** `ban list`. Returns the exit code. Throws a `StartError`. */
export const listBans: RunCommand = async (args, environment) => {
  const { json } = readArguments("ban list", args, {}, (_, names) => {
    refuseNames(names);
    return {};
  });
  return withStore(environment, async ({ database }) => {
    const query = { state: "holding", sort: "network" } as const;
    const pages = await everyPage(async (cursor, limit) => {
      const page = await readBans(database.db, { ...query, ...cursor }, limit, new Date());
      return { rows: page.bans, nextCursor: page.nextCursor };
    });
    for await (const bans of pages) {
      for (const { isOver: _, ...ban } of bans) {
        const until = ban.until === null ? "-" : `until ${ban.until}`;
        print(json, ban, [ban.network, until, ban.createdAt, ban.reason ?? "-"].join("\t"));
      }
    }
    return 0;
  });
};

/** `ban remove NETWORK`: for who is locked out, too. Returns the exit code. Throws a `StartError`. */
export const removeBan: RunCommand = async (args, environment) => {
  const { network, json } = readArguments("ban remove", args, {}, (_, names) => ({
    network: readNetwork(names),
  }));
  return withStore(environment, async (ctx) => {
    const query = { address: network };
    const { bans } = await readBans(ctx.database.db, query, 200, new Date());
    const ban = bans.find((one) => parseNetwork(one.network) === network);
    if (!ban) throw new StartError(`${network} is not banned.${beside(bans)}`);
    await endBan(ctx, commandLine, ban.id);
    print(json, { id: ban.id, network }, `${network} is not banned any more.`);
    return 0;
  });
};

/** What else somebody may mean. */
function beside(bans: readonly { network: string }[]): string {
  if (bans.length === 0) return " `ban list` shows what is.";
  return ` It is in ${bans.map(({ network }) => network).join(" and ")}, which you may remove.`;
}

/** Throws a `TypeError` that says how one is written. */
function readNetwork(names: readonly string[]): string {
  const network = parseNetwork(oneName(names, which));
  if (network === null) throw new TypeError(which);
  return network;
}
