import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import { newPerson } from "./testing.ts";

const day = 24 * 3_600_000;
const { password } = newPerson();
let server: TestServer;
let time: number;
let owner: Client;
let ann: Client;
let roomId: string;

beforeEach(async () => {
  time = Date.now();
  server = await startTestServer({ now: () => new Date(time) });
  owner = await server.person("olga");
  ann = await server.person("ann");
  const { rooms } = await (await owner.send("GET", "/api/rooms")).json();
  roomId = rooms[0].id;
});
afterEach(() => server.close());

function rename(client: Client, newUsername: string, currentPassword = password) {
  return server.fetch("/api/auth/change-username", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${client.sessionToken}`,
    },
    body: JSON.stringify({ newUsername, currentPassword }),
  });
}

function signUp(username: string) {
  return server.fetch("/api/auth/sign-up/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...newPerson(), username }),
  });
}

const signIn = (username: string) =>
  server.fetch("/api/auth/sign-in/username", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
  });

/** Posts as the owner. Returns the message. */
async function say(body: string) {
  const post = { clientMessageId: randomUUID(), body };
  return (await owner.send("POST", `/api/rooms/${roomId}/messages`, post)).json();
}

describe("ACC-11: who changes their user name", () => {
  test("knows the password, and signs in by the new name from then on", async () => {
    expect(await codeOf(await rename(ann, "anna", "not mine at all"))).toBe(
      "auth.invalid_credentials",
    );
    const answer = await rename(ann, " Anna.B ");
    expect([answer.status, await answer.json()]).toEqual([200, { username: "anna.b" }]);
    expect((await signIn("anna.b")).status).toBe(200);
    expect(await codeOf(await signIn("ann"))).toBe("auth.invalid_credentials");
    const { users } = await (await owner.send("GET", "/api/users?query=anna.b")).json();
    expect(users).toMatchObject([{ id: ann.identity.userId, username: "anna.b" }]);
  });

  test("gets what a sign-up would, and no more", async () => {
    expect(await codeOf(await rename(ann, "a b"))).toBe("request.invalid");
    expect(await codeOf(await rename(ann, "x"))).toBe("request.invalid");
    expect(await codeOf(await rename(ann, "everyone"))).toBe("auth.username_reserved");
    expect(await codeOf(await rename(ann, "admin"))).toBe("auth.username_reserved");
    expect(await codeOf(await rename(ann, "OLGA"))).toBe("auth.username_taken");
    expect((await rename(owner, "admin")).status).toBe(200);
  });

  test("does so once a day, and may take a name back", async () => {
    expect((await rename(ann, "anna")).status).toBe(200);
    expect(await codeOf(await rename(ann, "annie"))).toBe("request.rate_limited");
    expect((await rename(ann, "anna")).status).toBe(200);
    expect(await say("@anna and @ann")).toMatchObject({ mentions: [ann.identity.userId] });
    time += day;
    expect((await rename(ann, "ann")).status).toBe(200);
    expect((await signIn("ann")).status).toBe(200);
  });
});

describe("ACC-12: a former user name", () => {
  test("is given to nobody else, by sign-up or by a change, at the same moment neither", async () => {
    expect((await rename(ann, "anna")).status).toBe(200);
    expect(await codeOf(await signUp("Ann"))).toBe("auth.username_taken");
    expect(await codeOf(await rename(owner, "ann"))).toBe("auth.username_taken");
    time += day;
    const race = await Promise.all([rename(ann, "annie"), signUp("anna"), rename(owner, "anna")]);
    expect(race.map(({ status }) => status === 200)).toEqual([true, false, false]);
  });

  test("mentions its person still: in old messages, in new ones, after an edit, in the list", async () => {
    const userId = ann.identity.userId;
    const old = await say("ask @ann about it");
    expect(old).toMatchObject({ mentions: [userId] });
    expect((await rename(ann, "anna")).status).toBe(200);
    const { messages, users } = await (
      await owner.send("GET", `/api/rooms/${roomId}/messages`)
    ).json();
    expect(messages.find(({ id }: { id: string }) => id === old.id)).toMatchObject({
      mentions: [userId],
    });
    expect(users.find(({ id }: { id: string }) => id === userId)).toMatchObject({
      username: "anna",
      formerUsernames: ["ann"],
    });
    const edit = { body: "ask @ann about all of it" };
    const edited = await (await owner.send("PATCH", `/api/messages/${old.id}`, edit)).json();
    expect(edited).toMatchObject({ mentions: [userId] });
    const both = await say("@ann is @anna");
    expect(both).toMatchObject({ mentions: [userId] });
    const list = await (await ann.send("GET", "/api/mentions")).json();
    expect(list.messages.map(({ id }: { id: string }) => id)).toEqual([both.id, old.id]);
  });
});
