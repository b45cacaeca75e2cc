import { randomUUID } from "node:crypto";
import type { Filter, FiltersPage, MakeFilter } from "@roost/protocol/filters.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { listAudit } from "../audit/list.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import { sendDue } from "../own/send-due.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import { by } from "../testing/by.ts";

let server: TestServer;
let owner: Client;
let member: Client;
let roomId: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
});
afterAll(() => server.close());
beforeEach(async () => {
  member = await server.person();
  await server.ctx.database.pool.query("DELETE FROM filters");
  await server.ctx.filters.look();
  const made = await member.send("POST", "/api/rooms", { name: "Room", kind: "private" });
  roomId = (await made.json()).id;
});

const path = "/api/admin/filters";
async function make(filter: Partial<MakeFilter>, client = owner): Promise<Response> {
  const wish = { kind: "words", action: "refuse", entries: ["fudge"], ...filter };
  const answer = await client.send("POST", path, wish);
  await server.ctx.filters.look();
  return answer;
}
const made = async (filter: Partial<MakeFilter>): Promise<Filter> => (await make(filter)).json();
const list = async (query = ""): Promise<FiltersPage> =>
  (await owner.send("GET", `${path}${query}`)).json();

const say = (body: string, client = member, clientMessageId = randomUUID(), more = {}) =>
  client.send("POST", `/api/rooms/${roomId}/messages`, { clientMessageId, body, ...more });
const said = async (body: string) => (await (await say(body)).json()).body;

describe("a filter that refuses", () => {
  test("MOD-6: keeps away posts, edits, what is sent later, and what is said of oneself and of rooms", async () => {
    const { id, number } = await (await say("hello")).json();
    await make({ explanation: "  Be   kind. " });
    const refused = await say("Oh FÜDGE");
    expect(refused.status).toBe(422);
    expect((await refused.json()).detail).toBe(
      "There is a word in it that this server does not take. Be kind.",
    );
    const reply = { replyTo: number };
    const later = {
      clientMessageId: randomUUID(),
      body: "fudge",
      sendAt: new Date().toISOString(),
    };
    const ways = await Promise.all([
      say("fudge", member, randomUUID(), reply),
      say("fudge", member, randomUUID(), { threadNumber: number }),
      say("fudge", member, randomUUID(), { forward: { roomId, number } }),
      member.send("PATCH", `/api/messages/${id}`, { body: "fudge" }),
      member.send("POST", `/api/rooms/${roomId}/scheduled`, later),
      member.send("POST", "/api/rooms", { name: "Fudge", kind: "private" }),
      member.send("PATCH", `/api/rooms/${roomId}`, { topic: "All about fudge" }),
      owner.send("POST", "/api/admin/rooms", { name: "Fudge", kind: "private" }),
      owner.send("PATCH", `/api/admin/rooms/${roomId}`, { topic: "All about fudge" }),
      member.send("PATCH", "/api/me/profile", { displayName: "Fudge" }),
      member.send("PATCH", "/api/me/presence", {
        status: { emoji: null, text: "fudge", until: null },
      }),
    ]);
    for (const way of ways) expect(await codeOf(way)).toBe("filter.refused");
    const newcomer = { ...newPerson(), name: "Fudge" };
    const signUp = await server.fetch("/api/auth/sign-up/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(newcomer),
    });
    expect(await codeOf(signUp)).toBe("filter.refused");
    expect(await said("fudges are another word")).toBe("fudges are another word");
  });

  test("MOD-6: answers the repeat of what was stored before", async () => {
    const clientMessageId = randomUUID();
    const first = await (await say("fudge", member, clientMessageId)).json();
    await make({});
    const again = await say("fudge", member, clientMessageId);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(first);
    expect(await codeOf(await say("fudge"))).toBe("filter.refused");
  });

  test("MOD-6: of links finds where they lead", async () => {
    await make({ kind: "links", entries: ["Example.org"] });
    expect(await codeOf(await say("[see](https://a.example.org/x)"))).toBe("filter.refused");
    expect((await say("https://example.com")).status).toBe(201);
    await make({ kind: "other links", entries: ["example.net"] });
    expect(await codeOf(await say("https://example.com"))).toBe("filter.refused");
    expect((await say("https://example.net")).status).toBe(201);
  });

  test("MOD-7: holds for moderators and owners, too, and for bots where it does not spare them", async () => {
    const { id } = await made({});
    await setServerRole(server.ctx, commandLine, member.identity.userId, "moderator");
    expect(await codeOf(await say("fudge"))).toBe("filter.refused");
    const ofOwner = { name: "Fudge", kind: "private" };
    expect(await codeOf(await owner.send("POST", "/api/rooms", ofOwner))).toBe("filter.refused");
    await server.ctx.database.pool.query("UPDATE users SET is_bot = true WHERE id = $1", [
      member.identity.userId,
    ]);
    expect((await say("fudge")).status).toBe(422);
    await owner.send("PATCH", `${path}/${id}`, { sparesBots: true });
    await server.ctx.filters.look();
    expect((await say("fudge")).status).toBe(201);
    expect(await codeOf(await owner.send("POST", "/api/rooms", ofOwner))).toBe("filter.refused");
  });

  test("MOD-6: keeps away what is forwarded, when it was written before", async () => {
    const { number } = await (await say("fudge")).json();
    await make({ action: "mask", entries: ["beans"] });
    const beans = await (await say("hello")).json();
    await server.ctx.database.pool.query(
      "UPDATE messages SET body = 'beans' WHERE room_id = $1 AND number = $2",
      [roomId, beans.number],
    );
    await make({});
    const forward = (of: number) =>
      say("", member, randomUUID(), { forward: { roomId, number: of } });
    expect(await codeOf(await forward(number))).toBe("filter.refused");
    expect((await (await forward(beans.number)).json()).forwarded.body).toBe("∗∗∗∗∗");
  });

  test("MOD-6: keeps away what was put off before it was made, when its time comes", async () => {
    const sendAt = new Date(Date.now() + 60_000).toISOString();
    const later = { clientMessageId: randomUUID(), body: "fudge", sendAt };
    const kept = await member.send("POST", `/api/rooms/${roomId}/scheduled`, later);
    expect(kept.status).toBe(200);
    await make({ explanation: "Be kind." });
    await sendDue(server.ctx, () => new Date(Date.now() + 120_000));
    const { rows } = await server.ctx.database.pool.query(
      "SELECT value FROM own_rows WHERE user_id = $1 AND kind = 'scheduled'",
      [member.identity.userId],
    );
    expect(rows).toMatchObject([
      {
        value: {
          body: "fudge",
          failure: { code: "filter.refused", detail: expect.stringContaining("Be kind.") },
        },
      },
    ]);
  });
});

describe("a filter that masks", () => {
  test("MOD-6: stores a star for each character, which is no markup, also where it was forwarded or edited", async () => {
    await make({ action: "mask", entries: ["fudge", "b*ns"] });
    expect(await said("Oh Fudge, BEANS!")).toBe("Oh ∗∗∗∗∗, ∗∗∗∗∗!");
    const room = await member.send("POST", "/api/rooms", { name: "Fudge talk", kind: "private" });
    expect((await room.json()).name).toBe("∗∗∗∗∗ talk");
    const { id } = await (await say("hello")).json();
    const edited = await member.send("PATCH", `/api/messages/${id}`, { body: "fudge" });
    expect((await edited.json()).body).toBe("∗∗∗∗∗");
  });

  test("MOD-6: counts less than one that refuses", async () => {
    await make({ action: "mask" });
    await make({ action: "refuse", entries: ["beans"] });
    expect(await codeOf(await say("fudge beans"))).toBe("filter.refused");
  });
});

describe("the filters", () => {
  test("MOD-6: are changed, switched off and deleted, in effect at once, and the audit log has it", async () => {
    const { id } = await made({ explanation: "No." });
    const patch = async (body: object) => {
      const answer = await owner.send("PATCH", `${path}/${id}`, body);
      await server.ctx.filters.look();
      return answer;
    };
    await patch({ entries: ["beans"] });
    expect((await say("fudge")).status).toBe(201);
    expect(await codeOf(await say("beans"))).toBe("filter.refused");
    await patch({ isOn: false });
    expect((await say("beans")).status).toBe(201);
    await patch({ isOn: true });
    expect((await say("beans")).status).toBe(422);
    expect((await owner.send("DELETE", `${path}/${id}`)).status).toBe(204);
    await server.ctx.filters.look();
    expect((await say("beans")).status).toBe(201);
    expect(await codeOf(await patch({ isOn: true }))).toBe("filter.not_found");
    const { entries } = await listAudit(server.ctx, by(owner.identity.userId, "owner"), {
      limit: 5,
    });
    expect(entries.map(({ action }) => action)).toEqual([
      ...["filter.deleted", "filter.changed", "filter.changed", "filter.changed", "filter.made"],
    ]);
    expect(entries[3]?.details).toMatchObject({
      before: { entries: ["fudge"] },
      after: { entries: ["beans"], explanation: "No." },
    });
  });

  test("are made of words and hosts, each once, by those who may", async () => {
    const { entries } = await made({ entries: ["Fudge", "fudge", " bean* "] });
    expect(entries).toEqual(["Fudge", "bean*"]);
    expect((await made({ kind: "links", entries: ["Bücher.example"] })).entries).toEqual([
      "xn--bcher-kva.example",
    ]);
    const wrongs: Partial<MakeFilter>[] = [
      { entries: ["two words"] },
      { entries: ["(a+)+$"] },
      { kind: "links", entries: ["https://example.org/"] },
      { kind: "links", action: "mask", entries: ["example.org"] },
    ];
    for (const wrong of wrongs) {
      expect(await codeOf(await make(wrong))).toBe("filter.invalid");
    }
    expect(await codeOf(await make({ explanation: "x".repeat(301) }))).toBe("text.too_long");
    expect(await codeOf(await make({ entries: [] }))).toBe("request.invalid");
    expect(await codeOf(await make({}, member))).toBe("auth.forbidden");
  });

  test("MOD-7: have few words with asterisks, which are all compared with what is said", async () => {
    const wild = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `fudge${from + index}*`);
    const first = await made({ entries: wild(0, 200) });
    await make({ entries: wild(200, 200) });
    expect(await codeOf(await make({ entries: wild(400, 101) }))).toBe("filter.too_many");
    const { id } = await made({ entries: wild(400, 100) });
    const more = { entries: wild(400, 101) };
    expect(await codeOf(await owner.send("PATCH", `${path}/${id}`, more))).toBe("filter.too_many");
    await owner.send("DELETE", `${path}/${first.id}`);
    expect((await owner.send("PATCH", `${path}/${id}`, more)).status).toBe(200);
  });

  test("MOD-6: are tried on a text, which nobody sees", async () => {
    const refusing = await made({ entries: ["fudge"], explanation: "No sweets." });
    const masking = await made({ action: "mask", entries: ["bean*"] });
    const links = await made({ kind: "links", entries: ["example.org"] });
    const off = await made({ entries: ["peas"], isOn: false });
    expect(off.isOn).toBe(false);
    const tried = async (text: string) =>
      (await owner.send("POST", `${path}/try`, { text })).json();
    expect(await tried("peas")).toEqual({ text: "peas", detail: null, found: [] });
    expect(await tried("Some Beans")).toEqual({
      ...{ text: "Some ∗∗∗∗∗", detail: null },
      found: [{ filterId: masking.id, said: "Beans" }],
    });
    expect(await tried("beans, fudge and https://a.example.org")).toEqual({
      ...{ text: null, detail: "There is a word in it that this server does not take. No sweets." },
      found: [
        { filterId: refusing.id, said: "fudge" },
        { filterId: links.id, said: "a.example.org" },
        { filterId: masking.id, said: "beans" },
      ],
    });
    const asMember = await member.send("POST", `${path}/try`, { text: "x" });
    expect(await codeOf(asMember)).toBe("auth.forbidden");
  });

  test("are listed, found and exported, page by page", async () => {
    await make({ entries: ["fudge", "beans"] });
    await make({ action: "mask", entries: ["peas"], isOn: false });
    await make({ kind: "links", entries: ["example.org"] });
    const first = async (query: string) =>
      (await list(query)).filters.map(({ entries }) => entries[0]);
    expect(await first("")).toEqual(["example.org", "peas", "fudge"]);
    expect(await first("?sort=oldest")).toEqual(["fudge", "peas", "example.org"]);
    expect(await first("?kind=words&isOn=true")).toEqual(["fudge"]);
    expect(await first("?action=mask")).toEqual(["peas"]);
    expect(await first("?entry=EAN")).toEqual(["fudge"]);
    const page = await list("?limit=2");
    const rest = await list(`?limit=2&cursor=${page.nextCursor}`);
    expect([...page.filters, ...rest.filters]).toEqual((await list()).filters);
    expect(rest.nextCursor).toBeNull();
    const csv = await (await owner.send("GET", `${path}/export?kind=links`)).text();
    expect(csv.trim().split("\r\n")).toHaveLength(2);
    expect(csv).toContain("example.org");
  });
});
