import { sql } from "kysely";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { codeOf, newMessage } from "../http/testing.ts";
import { sendDue } from "../own/send-due.ts";
import {
  auth,
  ben,
  day,
  db,
  idOf,
  messagesOf,
  nameOf,
  now,
  owner,
  pass,
  password,
  remove,
  roomOf,
  run,
  say,
  server,
  setUpServer,
  signIn,
  takeMails,
  toNow,
} from "../testing/deletions.ts";

setUpServer();

/** Tables of which each row is one person's. */
const theirTables = [
  ...["sessions", "credentials", "own_rows", "api_tokens", "pictures", "presences", "passkeys"],
  ...["second_factors", "recovery_codes", "sign_in_challenges", "sign_ins", "known_browsers"],
];

describe("DEL-2: who is deleted", () => {
  test("is a deleted person, of whom nothing is left, and whose name nobody gets", async () => {
    const roomId = await roomOf(owner);
    await owner.send("POST", `/api/rooms/${roomId}/members`, { userIds: [idOf(ben)] });
    await say(ben, roomId, "Hello");
    await ben.send("PATCH", "/api/me/profile", { about: "A heron", pronouns: "they/them" });
    await ben.send("PUT", `/api/rooms/${roomId}/draft`, { body: "half a thought" });
    await takeMails();
    await remove();
    const { users } = await messagesOf(roomId);
    const placeholder = users.find(({ id }: { id: string }) => id === idOf(ben));
    expect(placeholder).toEqual({
      id: idOf(ben),
      username: expect.stringMatching(/^deleted-[0-9a-f]{24}$/),
      displayName: "Deleted account",
      isDeleted: true,
    });
    const profile = await (await owner.send("GET", `/api/users/${idOf(ben)}`)).json();
    expect(profile).toMatchObject({ displayName: "Deleted account", isDeleted: true });
    expect(profile.about).toBeUndefined();
    const { rows } = await sql`
      SELECT about, pronouns, email FROM users WHERE id = ${idOf(ben)}`.execute(db());
    expect(rows).toEqual([
      { about: null, pronouns: null, email: expect.stringMatching(/@deleted\.invalid$/) },
    ]);
    for (const table of theirTables) {
      const left = sql`SELECT FROM ${sql.table(table)} WHERE user_id = ${idOf(ben)}`;
      expect((await left.execute(db())).rows, table).toEqual([]);
    }
    expect(await codeOf(await signIn(nameOf(ben)))).toBe("auth.invalid_credentials");
    const again = { ...newPerson(nameOf(ben)), email: "other@example.org" };
    expect(await codeOf(await auth("sign-up/email", again))).toBe("auth.username_taken");
    const invite = { userIds: [idOf(ben)] };
    const brought = await owner.send("POST", `/api/rooms/${roomId}/members`, invite);
    expect(await codeOf(brought)).toBe("user.not_found");
    expect(await codeOf(await owner.send("POST", "/api/directs", invite))).toBe("user.not_found");
    const found = await (await owner.send("GET", "/api/users?query=deleted")).json();
    expect(found.users).toEqual([]);
    expect(await takeMails()).toContain("account-deleted");
  });

  test("and what they had deleted themselves is kept for nobody to bring back", async () => {
    const roomId = await roomOf(owner);
    await owner.send("POST", `/api/rooms/${roomId}/members`, { userIds: [idOf(ben)] });
    const sent = await ben.send("POST", `/api/rooms/${roomId}/messages`, newMessage("a secret"));
    const { id } = await sent.json();
    expect((await ben.send("DELETE", `/api/messages/${id}`)).status).toBe(200);
    const kept = sql`SELECT FROM deleted_messages WHERE body = 'a secret'`;
    expect((await kept.execute(db())).rows).toHaveLength(1);
    await remove();
    expect((await kept.execute(db())).rows).toEqual([]);
  });

  test("has no picture, no link to the identity provider, no download of data, and nothing to be sent later", async () => {
    const roomId = await roomOf(owner);
    await owner.send("POST", `/api/rooms/${roomId}/members`, { userIds: [idOf(ben)] });
    const image = await sharp({
      create: { width: 8, height: 8, channels: 3, background: "#f00" },
    })
      .png()
      .toBuffer();
    const { picture } = await (
      await server.fetch("/api/me/picture", {
        method: "PUT",
        headers: { authorization: `Bearer ${ben.token}`, "content-type": "image/png" },
        body: image as Uint8Array<ArrayBuffer>,
      })
    ).json();
    const later = new Date(Date.now() + 20 * day).toISOString();
    const scheduled = { ...newMessage("later"), sendAt: later };
    expect((await ben.send("POST", `/api/rooms/${roomId}/scheduled`, scheduled)).status).toBe(200);
    await sql`
      INSERT INTO credentials (user_id, provider_id, account_id)
      VALUES (${idOf(ben)}, 'oidc', 'https://id.example.org ben')`.execute(db());
    expect((await auth("data", {}, ben)).status).toBe(200);
    await run();
    await remove();
    for (const table of theirTables) {
      const left = sql`SELECT FROM ${sql.table(table)} WHERE user_id = ${idOf(ben)}`;
      expect((await left.execute(db())).rows, table).toEqual([]);
    }
    const pieces = sql`SELECT FROM data_pieces p JOIN jobs j ON j.id = p.job_id WHERE j.user_id = ${idOf(ben)}`;
    expect((await pieces.execute(db())).rows).toEqual([]);
    const shown = await owner.send("GET", `/api/users/${idOf(ben)}/pictures/${picture}`);
    expect(await codeOf(shown)).toBe("picture.not_found");
    pass(21 * day);
    await sendDue(server.ctx, () => now);
    toNow();
    const { messages } = await messagesOf(roomId);
    expect(messages.filter(({ system }: { system?: unknown }) => !system)).toEqual([]);
  });

  test("takes their bots along", async () => {
    await owner.send("PUT", `/api/admin/people/${idOf(ben)}/role`, { role: "admin" });
    const body = { username: `bot-${nameOf(ben)}`.slice(0, 30), displayName: "Ping" };
    const bot = await (await ben.send("POST", "/api/admin/bots", body)).json();
    await remove();
    await run();
    const { bots } = await (await owner.send("GET", "/api/admin/bots")).json();
    expect(bots.map(({ id }: { id: string }) => id)).not.toContain(bot.id);
    const { rows } =
      await sql`SELECT deleted_at IS NOT NULL AS gone FROM users WHERE id = ${bot.id}`.execute(
        db(),
      );
    expect(rows).toEqual([{ gone: true }]);
  });

  test("is found by no other way in: not by a link to set a password, nor by the address", async () => {
    const email = newPerson(nameOf(ben)).email;
    await remove();
    expect((await auth("request-password-reset", { login: email })).status).toBeLessThan(300);
    expect(await codeOf(await auth("sign-in/email", { email, password }))).toBe(
      "auth.invalid_credentials",
    );
    const list = await (await owner.send("GET", `/api/admin/people?query=${email}`)).json();
    expect(list.accounts).toEqual([]);
    const reset = await owner.send("POST", `/api/admin/people/${idOf(ben)}/reset-link`);
    expect(await codeOf(reset)).toBe("user.not_found");
  });
});
