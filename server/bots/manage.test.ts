import { randomUUID } from "node:crypto";
import type { MadeApiToken } from "@roost/protocol/api-tokens.ts";
import type { Bot, Bots } from "@roost/protocol/bots.ts";
import { sql } from "kysely";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { type Client, codeOf, newMessage } from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import {
  ben,
  day,
  db,
  idOf,
  messagesOf,
  owner,
  roomOf,
  run,
  server,
  setDeletedMessages,
  setUpServer,
} from "../testing/deletions.ts";

setUpServer();

async function make(displayName = "Ping", client = owner): Promise<Bot> {
  const username = `bot-${randomUUID().slice(0, 8)}`;
  const answer = await client.send("POST", "/api/admin/bots", { username, displayName });
  expect(answer.status).toBe(201);
  return answer.json();
}

async function tokenOf(bot: Bot, wish: object = {}): Promise<MadeApiToken> {
  const body = { name: "Production", scopes: ["read", "write"], ...wish };
  const answer = await owner.send("POST", `/api/admin/bots/${bot.id}/tokens`, body);
  expect(answer.status).toBe(200);
  return answer.json();
}

const asBot = (secret: string, method: string, path: string, body?: object) =>
  server.fetch(path, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });

const list = async (query = ""): Promise<Bots> =>
  (await owner.send("GET", `/api/admin/bots${query}`)).json();
const change = (bot: Bot, body: object, client: Client = owner) =>
  client.send("PATCH", `/api/admin/bots/${bot.id}`, body);
const remove = (bot: Bot, client: Client = owner) =>
  client.send("DELETE", `/api/admin/bots/${bot.id}`);

async function admin(): Promise<Client> {
  const client = await server.person();
  await setServerRole(server.ctx, commandLine, idOf(client), "admin");
  return client;
}

describe("BOT-4: who looks after bots", () => {
  test("changes what one is called and says of itself, which the audit log has before and after", async () => {
    const bot = await make();
    const username = `pong-${randomUUID().slice(0, 8)}`;
    const about = "Answers.\nAlways.";
    const answer = await change(bot, { username, displayName: "  Pong ", about });
    expect(await answer.json()).toEqual({ ...bot, username, displayName: "Pong", about });
    expect((await list(`?query=${username}`)).bots).toMatchObject([{ id: bot.id }]);
    const { entries } = await (
      await owner.send("GET", `/api/admin/audit?userId=${bot.id}&action=bot.changed`)
    ).json();
    expect(entries).toMatchObject([
      {
        actorId: idOf(owner),
        details: {
          before: { username: bot.username, displayName: "Ping", about: null },
          after: { username, displayName: "Pong", about },
        },
      },
    ]);
    const profile = await (await ben.send("GET", `/api/users/${bot.id}`)).json();
    expect(profile).toMatchObject({ displayName: "Pong", about, isBot: true });
    // What stays is no change.
    await change(bot, { displayName: "Pong" });
    const later = await owner.send("GET", `/api/admin/audit?userId=${bot.id}&action=bot.changed`);
    expect((await later.json()).entries).toHaveLength(1);
  });

  test("by the rules for all names, and a user name once a day", async () => {
    const bot = await make();
    const code = async (body: object) => codeOf(await change(bot, body));
    expect(await code({ username: owner.identity.username })).toBe("auth.username_taken");
    expect(await code({ username: "admin" })).toBe("auth.username_reserved");
    expect(await code({ username: "a b" })).toBe("request.invalid");
    expect(await code({ displayName: " " })).toBe("text.empty");
    expect(await code({ about: "a".repeat(5_000) })).toBe("text.too_long");
    expect((await list(`?query=${bot.username}`)).bots).toEqual([bot]);
    expect((await change(bot, { username: `a-${bot.username}` })).status).toBe(200);
    expect(await code({ username: `b-${bot.username}` })).toBe("request.rate_limited");
    await sql`UPDATE users SET username_changed_at = now() - interval '2 days'`.execute(db());
    expect((await change(bot, { username: `b-${bot.username}` })).status).toBe(200);
  });

  test("gives it a picture and takes it away", async () => {
    const bot = await make();
    const path = `/api/admin/bots/${bot.id}/picture`;
    const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#0f0" } })
      .png()
      .toBuffer();
    const put = (body: Buffer, client = owner) =>
      server.fetch(path, {
        method: "PUT",
        headers: { authorization: `Bearer ${client.token}`, "content-type": "image/png" },
        body: body as Uint8Array<ArrayBuffer>,
      });
    const { picture } = await (await put(image)).json();
    const shown = await ben.send("GET", `/api/users/${bot.id}/pictures/${picture}`);
    expect(shown.headers.get("content-type")).toBe("image/webp");
    expect(await codeOf(await put(Buffer.from("nothing")))).toBe("picture.invalid");
    expect(await codeOf(await put(image, ben))).toBe("auth.forbidden");
    for (let times = 0; times < 2; times += 1) {
      expect((await owner.send("DELETE", path)).status).toBe(204);
    }
    expect((await list(`?query=${bot.username}`)).bots).toEqual([bot]);
    const { entries } = await (
      await owner.send("GET", `/api/admin/audit?userId=${bot.id}&action=bot.changed`)
    ).json();
    expect(entries.map(({ details }: { details: object }) => details)).toEqual([
      { before: { picture }, after: { picture: null } },
      { before: { picture: null }, after: { picture } },
    ]);
  });

  test("changes and deletes no person, and no bot that may as much as they", async () => {
    const anna = await admin();
    const bot = await make();
    await setServerRole(server.ctx, commandLine, bot.id, "admin");
    const wish = { displayName: "Mine" };
    expect(await codeOf(await change(bot, wish, anna))).toBe("people.rank");
    expect(await codeOf(await remove(bot, anna))).toBe("people.rank");
    const person = { id: idOf(ben) } as Bot;
    expect(await codeOf(await change(person, wish))).toBe("bot.not_found");
    expect(await codeOf(await remove(person))).toBe("bot.not_found");
    expect(await codeOf(await change(bot, wish, ben))).toBe("auth.forbidden");
  });
});

describe("BOT-5: a bot that is deleted", () => {
  test.each(["anonymise", "remove"] as const)(
    "is of no use at once, is out of its rooms and of the list, and its messages stay under its name (%s)",
    async (deletedMessages) => {
      setDeletedMessages(deletedMessages);
      const bot = await make("Herald");
      const { secret } = await tokenOf(bot);
      const roomId = await roomOf(owner);
      await owner.send("POST", `/api/rooms/${roomId}/members`, { userIds: [bot.id] });
      const path = `/api/rooms/${roomId}/messages`;
      const said = await asBot(secret, "POST", path, newMessage("It is out"));
      expect(said.status).toBe(201);
      expect((await remove(bot)).status).toBe(204);
      expect(await codeOf(await asBot(secret, "GET", "/api/me"))).toBe("auth.token_invalid");
      expect((await list()).bots.map(({ id }) => id)).not.toContain(bot.id);
      expect(await codeOf(await change(bot, { displayName: "Late" }))).toBe("bot.not_found");
      const picture = `/api/admin/bots/${bot.id}/picture`;
      expect(await codeOf(await owner.send("DELETE", picture))).toBe("bot.not_found");
      await run();
      const { messages, users } = await messagesOf(roomId);
      expect(messages.map(({ body }: { body: string }) => body)).toContain("It is out");
      expect(users.find(({ id }: { id: string }) => id === bot.id)).toEqual({
        ...{ id: bot.id, displayName: "Herald", isBot: true, isDeleted: true },
        username: expect.stringMatching(/^deleted-/),
      });
      const { members } = await (await owner.send("GET", `/api/rooms/${roomId}/members`)).json();
      expect(members).toHaveLength(1);
      expect(await codeOf(await remove(bot))).toBe("user.not_found");
      const log = await owner.send("GET", `/api/admin/audit?userId=${bot.id}`);
      const { entries } = await log.json();
      expect(entries.slice(0, 2)).toMatchObject([
        { action: "account.deleted", details: { messages: "anonymise" } },
        { action: "deletion.begun", actorId: idOf(owner) },
      ]);
    },
  );
});

describe("BOT-6: the list of bots", () => {
  test("has each once, page by page, in each order and with all filters; so has the file", async () => {
    await sql`UPDATE users SET deleted_at = now() WHERE is_bot`.execute(db());
    const anna = await admin();
    const made: Bot[] = [];
    for (const name of ["Crow", "Auk", "Bittern", "Dove", "Eider"]) {
      made.push(await make(name, name === "Auk" ? anna : owner));
    }
    const ids = made.map(({ id }) => id);
    const [crow, auk, bittern, dove, eider] = ids as [string, string, string, string, string];
    for (const [bot, at] of [
      [made[0], "2026-01-02T00:00:00.123Z"],
      [made[2], "2026-01-01T00:00:00.123Z"],
    ] as const) {
      const { token } = await tokenOf(bot as Bot);
      await sql`UPDATE api_tokens SET used_at = ${at} WHERE id = ${token.id}`.execute(db());
    }
    const all = async (query: string) => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const more: string = cursor === null ? "" : `&cursor=${cursor}`;
        const page: Bots = await list(`?limit=2${query}${more}`);
        found.push(...page.bots.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      const file = await (await owner.send("GET", `/api/admin/bots/export?${query}`)).text();
      const rows = file.trimEnd().split("\r\n").slice(1);
      expect(rows.map((row) => row.slice(0, row.indexOf(",")))).toEqual(found);
      return found;
    };
    expect(await all("")).toEqual([auk, bittern, crow, dove, eider]);
    expect(await all("&sort=oldest")).toEqual(ids);
    expect(await all("&sort=newest")).toEqual(ids.toReversed());
    const never = [auk, dove, eider].toSorted();
    expect(await all("&sort=idle")).toEqual([...never, bittern, crow]);
    expect(await all("&sort=recent")).toEqual([crow, bittern, ...never.toReversed()]);
    expect(await all(`&ownerId=${idOf(anna)}`)).toEqual([auk]);
    expect(await all("&withTokens=true")).toEqual([bittern, crow]);
    expect(await all("&withTokens=false")).toEqual([auk, dove, eider]);
    expect(await all("&idleSince=2026-01-02T00:00:00Z")).toEqual([auk, bittern, dove, eider]);
    expect(await all("&query=bit")).toEqual([bittern]);
    await owner.send("PUT", `/api/admin/people/${dove}/suspension`, {});
    expect(await all("&suspended=true")).toEqual([dove]);
    expect(await all("&suspended=false")).toEqual([auk, bittern, crow, eider]);
    expect((await list()).nextCursor).toBeNull();
    expect(await codeOf(await owner.send("GET", "/api/admin/bots?cursor=frob"))).toBe(
      "request.invalid",
    );
    const log = await owner.send("GET", "/api/admin/audit?action=list.exported");
    expect((await log.json()).entries[0]).toMatchObject({ details: { list: "bots" } });
  });

  test("says how many tokens work, and when it was used last", async () => {
    const bot = await make();
    expect(bot).toMatchObject({ tokenCount: 0, usedAt: null, about: null });
    const expiresAt = new Date(Date.now() + day).toISOString();
    const { token } = await tokenOf(bot, { expiresAt });
    await tokenOf(bot);
    const at = "2026-01-02T00:00:00.123Z";
    await sql`UPDATE api_tokens SET used_at = ${at} WHERE id = ${token.id}`.execute(db());
    const seen = async () => (await list(`?query=${bot.username}`)).bots[0];
    expect(await seen()).toMatchObject({ tokenCount: 2, usedAt: at });
    await sql`UPDATE api_tokens SET expires_at = now() - interval '1 day' WHERE id = ${token.id}`.execute(
      db(),
    );
    expect(await seen()).toMatchObject({ tokenCount: 1, usedAt: at });
  });
});
