import type { AddressBansPage } from "@roost/protocol/address-bans.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import { endBan } from "./end.ts";
import { readBans } from "./list.ts";
import { banAddress } from "./make.ts";

let server: TestServer;
let owner: Client;
let member: Client;
let now = new Date();

beforeAll(async () => {
  server = await startTestServer({ now: () => now, config: { trustProxy: true } });
  owner = await server.person();
});
afterAll(() => server.close());
beforeEach(async () => {
  now = new Date();
  member = await server.person();
  await server.ctx.database.pool.query("DELETE FROM address_bans");
  await server.ctx.bans.look();
});

const path = "/api/admin/address-bans";
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
const ban = (body: object, client = owner) => client.send("POST", path, body);
const list = async (query = ""): Promise<AddressBansPage> =>
  (await owner.send("GET", `${path}${query}`)).json();

/** Asks as somebody from an address, which the proxy in front has seen. */
const from = (address: string, at = "/api/me", client: Client | null = member) =>
  server.fetch(at, {
    headers: {
      "x-forwarded-for": address,
      ...(client && { authorization: `Bearer ${client.token}` }),
    },
  });

describe("a network that is banned", () => {
  test("MOD-4: lets nobody in, whoever they are, and says why and until when", async () => {
    const until = inHours(1);
    expect((await ban({ network: "198.51.100.0/24", until, reason: "Spam" })).status).toBe(201);
    await server.ctx.bans.look();
    const answer = await from("198.51.100.7");
    expect(answer.status).toBe(403);
    const problem = await answer.json();
    expect(problem).toMatchObject({ code: "address.banned" });
    expect(problem.detail).toContain(until);
    expect(problem.detail).toContain("Spam");
    expect(await codeOf(await from("198.51.100.7", "/api/registration", null))).toBe(
      "address.banned",
    );
    const signIn = await server.fetch("/api/auth/sign-in/username", {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "198.51.100.200" },
      body: JSON.stringify({ username: "nobody", password: newPerson().password }),
    });
    expect(await codeOf(signIn)).toBe("address.banned");
    expect((await from("198.51.101.7")).status).toBe(200);
  });

  test("MOD-4: of IPv6 is at least what one visitor is given", async () => {
    await ban({ network: "2001:db8:1:2:3:4:5:6" });
    await server.ctx.bans.look();
    expect(await codeOf(await from("2001:db8:1:2:ffff::1"))).toBe("address.banned");
    expect((await from("2001:db8:1:3::1")).status).toBe(200);
  });

  test("MOD-4: is one no longer when the time is over, or somebody ends it", async () => {
    const { id } = await (await ban({ network: "198.51.100.7" })).json();
    await ban({ network: "203.0.113.0/24", until: inHours(1 / 60) });
    await server.ctx.bans.look();
    expect(await codeOf(await from("203.0.113.9"))).toBe("address.banned");
    now = new Date(now.getTime() + 60_000);
    expect((await from("203.0.113.9")).status).toBe(200);
    expect((await owner.send("DELETE", `${path}/${id}`)).status).toBe(204);
    await server.ctx.bans.look();
    expect((await from("198.51.100.7")).status).toBe(200);
    expect(await codeOf(await owner.send("DELETE", `${path}/${id}`))).toBe("ban.not_found");
  });

  /** The owner, from an address that the proxy in front has seen. */
  const banFrom = (address: string, network: string) =>
    server.fetch(path, {
      method: "POST",
      headers: {
        ...{ "x-forwarded-for": address, "content-type": "application/json" },
        authorization: `Bearer ${owner.token}`,
      },
      body: JSON.stringify({ network }),
    });

  test("MOD-5: is none in which one is oneself", async () => {
    expect(await codeOf(await ban({ network: "127.0.0.1" }))).toBe("ban.own_address");
    expect(await codeOf(await ban({ network: "0.0.0.0/0" }))).toBe("ban.own_address");
    expect(await codeOf(await banFrom("203.0.113.7", "203.0.113.0/24"))).toBe("ban.own_address");
    expect((await list()).bans).toEqual([]);
    // Who runs commands on the server is locked out by none.
    const wish = { network: "203.0.113.0/24" };
    const id = await banAddress(server.ctx, commandLine, wish, now);
    await server.ctx.bans.look();
    expect(await codeOf(await from("203.0.113.7"))).toBe("address.banned");
    await endBan(server.ctx, commandLine, id);
    await server.ctx.bans.look();
    expect((await from("203.0.113.7")).status).toBe(200);
  });

  test("MOD-5: is none of the server itself, or of the proxy in front", async () => {
    for (const network of ["127.0.0.1", "::1", "0.0.0.0/0", "::/8"]) {
      const refused = banAddress(server.ctx, commandLine, { network }, now);
      await expect(refused).rejects.toMatchObject({ code: "ban.of_server" });
    }
    const behind = await banFrom("203.0.113.7", "127.0.0.0/16");
    expect(await behind.json()).toMatchObject({
      code: "ban.of_server",
      detail: expect.stringContaining("proxy in front"),
    });
    const ofProxy = banAddress(
      ...([server.ctx, commandLine, { network: "10.0.0.0/8" }, now, "10.0.0.9"] as const),
    );
    await expect(ofProxy).rejects.toMatchObject({ code: "ban.of_server" });
    expect((await list()).bans).toEqual([]);
  });

  test("is a network, until a time in the future, by those who may", async () => {
    expect(await codeOf(await ban({ network: "nowhere" }))).toBe("ban.invalid");
    expect(await codeOf(await ban({ network: "198.51.100.7", until: inHours(-1) }))).toBe(
      "request.invalid",
    );
    expect(await codeOf(await ban({ network: "198.51.100.7" }, member))).toBe("auth.forbidden");
  });

  test("is there once: again, it has another time and reason", async () => {
    const first = await (await ban({ network: "198.51.100.7", reason: "Spam" })).json();
    const again = await ban({ network: "198.51.100.7/32", until: inHours(2) });
    expect(await again.json()).toEqual(first);
    expect((await list()).bans).toMatchObject([{ until: inHours(2), reason: null }]);
  });
});

describe("the list of bans", () => {
  test("has who made each, and goes page by page in each order", async () => {
    for (const network of ["203.0.113.0/24", "198.51.100.0/24", "2001:db8::/48"]) {
      now = new Date(now.getTime() + 1_000);
      await ban({ network });
    }
    const one = await list();
    expect(one.users).toMatchObject([{ id: owner.identity.userId }]);
    expect(one.bans.map(({ network }) => network)).toEqual([
      ...["2001:db8::/48", "198.51.100.0/24", "203.0.113.0/24"],
    ]);
    for (const sort of ["newest", "oldest", "network"]) {
      const whole = (await list(`?sort=${sort}`)).bans;
      const paged = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: AddressBansPage = await list(
          `?sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`,
        );
        paged.push(...page.bans);
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(whole);
    }
  });

  test("finds those that an address is in, and those that are over", async () => {
    await ban({ network: "198.51.100.0/24", until: inHours(1 / 60) });
    await ban({ network: "203.0.113.0/24" });
    const networks = async (query: string) =>
      (await list(query)).bans.map(({ network }) => network);
    expect(await networks("?address=198.51.100.9")).toEqual(["198.51.100.0/24"]);
    expect(await networks("?address=198.51.0.0/16")).toEqual([]);
    expect(await networks("?address=nothing")).toEqual([]);
    now = new Date(now.getTime() + 60_000);
    expect(await networks("?state=over")).toEqual(["198.51.100.0/24"]);
    expect(await networks("?state=holding")).toEqual(["203.0.113.0/24"]);
    const csv = await (await owner.send("GET", `${path}/export?state=over`)).text();
    expect(csv.trim().split("\r\n")).toHaveLength(2);
    expect(csv).toContain("198.51.100.0/24");
    // What is over for long goes when another is made.
    now = new Date(now.getTime() + 31 * 24 * 3_600_000);
    await banAddress(server.ctx, commandLine, { network: "192.0.2.0/24" }, now);
    const { bans } = await readBans(server.ctx.database.db, {}, 50, now);
    expect(bans.map(({ network }) => network)).toEqual(["192.0.2.0/24", "203.0.113.0/24"]);
  });
});

describe("a suspension", () => {
  const suspend = (client: Client, body: object, by = owner) =>
    by.send("PUT", `/api/admin/people/${client.identity.userId}/suspension`, body);

  /** Has somebody use the server from an address, so many days ago. */
  async function usedFrom(client: Client, address: string, days = 0): Promise<void> {
    await server.ctx.database.pool.query(
      `INSERT INTO sessions (id, user_id, token, expires_at, ip_address, created_at, updated_at)
       SELECT gen_random_uuid(), $1, gen_random_uuid()::text, now() + interval '1 day', $2, now(),
         now() - make_interval(days => $3)`,
      [client.identity.userId, address, days],
    );
  }

  beforeEach(() =>
    server.ctx.database.pool.query("UPDATE sessions SET ip_address = NULL WHERE user_id = $1", [
      member.identity.userId,
    ]),
  );

  test("MOD-5: bans the addresses that were used last, for as long", async () => {
    await usedFrom(member, "198.51.100.7");
    await usedFrom(member, "2001:db8:1:2::1");
    await usedFrom(member, "203.0.113.7", 31);
    const until = inHours(24);
    const body = { until, reason: "Spam", banAddresses: true };
    expect((await suspend(member, body)).status).toBe(204);
    const { bans } = await list("?sort=network");
    const ofMember = { until, reason: "Spam", userId: member.identity.userId };
    expect(bans).toMatchObject([
      { network: "198.51.100.7/32", ...ofMember },
      { network: "2001:db8:1:2::/64", ...ofMember },
    ]);
  });

  test("shortens no ban that is there", async () => {
    await owner.send("POST", "/api/admin/address-bans", { network: "198.51.100.7", reason: "Old" });
    await usedFrom(member, "198.51.100.7");
    const body = { until: inHours(24), reason: "Spam", banAddresses: true };
    expect((await suspend(member, body)).status).toBe(204);
    expect((await list()).bans).toMatchObject([{ until: null, reason: "Old" }]);
  });

  test("MOD-5: with an address of one's own is none", async () => {
    await usedFrom(member, "127.0.0.1");
    expect(await codeOf(await suspend(member, { banAddresses: true }))).toBe("ban.own_address");
    expect((await from("198.51.100.7")).status).toBe(200);
    expect((await suspend(member, {})).status).toBe(204);
    expect((await list()).bans).toEqual([]);
  });

  test("bans no addresses for those who may not", async () => {
    const moderator = await server.person();
    await setServerRole(server.ctx, commandLine, moderator.identity.userId, "moderator");
    await usedFrom(member, "198.51.100.7");
    const asked = await suspend(member, { banAddresses: true }, moderator);
    expect(await codeOf(asked)).toBe("auth.forbidden");
    expect((await suspend(member, {}, moderator)).status).toBe(204);
  });
});
