import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { codeOf } from "../http/testing.ts";
import { runJobs } from "../jobs/run-jobs.ts";
import { works } from "../jobs/works.ts";
import {
  anotherBen,
  audit,
  auth,
  ben,
  day,
  db,
  deletedMessages,
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
  setDeletedMessages,
  setUpServer,
  signIn,
  takeMails,
  toNow,
} from "../testing/deletions.ts";

setUpServer();

describe("DEL-1: an account", () => {
  test("is deleted by who gives the password or has just signed in, and kept by who signs in in time", async () => {
    await takeMails();
    pass(11 * 60_000);
    expect(await codeOf(await auth("deletion", {}, ben))).toBe("auth.sign_in_again");
    expect(await codeOf(await auth("deletion", { currentPassword: "wrong one" }, ben))).toBe(
      "auth.invalid_credentials",
    );
    const begun = await auth("deletion", { currentPassword: password }, ben);
    expect(await begun.json()).toEqual({ at: new Date(+now + 14 * day).toISOString() });
    expect(await codeOf(await auth("deletion", {}, ben))).toBe("auth.required");
    pass(13 * day);
    await run();
    expect((await signIn(nameOf(ben))).status).toBe(200);
    pass(2 * day);
    await run();
    expect((await signIn(nameOf(ben))).status).toBe(200);
    const mails = (await takeMails()).filter((kind) => kind.startsWith("deletion"));
    expect(mails).toEqual(["deletion-begun", "deletion-cancelled"]);
    toNow();
    expect(await audit(ben)).toMatchObject([
      { action: "deletion.cancelled", actorId: idOf(ben) },
      { action: "deletion.begun", actorId: idOf(ben), means: "session" },
    ]);
  });

  test("without a password is deleted by who has just signed in", async () => {
    await sql`DELETE FROM credentials WHERE user_id = ${idOf(ben)}`.execute(db());
    pass(11 * 60_000);
    expect(await codeOf(await auth("deletion", {}, ben))).toBe("auth.sign_in_again");
    toNow();
    expect((await auth("deletion", {}, ben)).status).toBe(200);
  });

  test("is deleted by those who manage people, whom the sign-in of its person does not cancel", async () => {
    const at = `/api/admin/people/${idOf(ben)}/deletion`;
    const { at: end } = await (await owner.send("PUT", at, {})).json();
    const details = async () => (await owner.send("GET", `/api/admin/people/${idOf(ben)}`)).json();
    expect(await details()).toMatchObject({ deletionAt: end });
    expect(await codeOf(await signIn(nameOf(ben)))).toBe("auth.suspended");
    expect((await owner.send("DELETE", at)).status).toBe(204);
    expect(await details()).toMatchObject({ deletionAt: null });
    expect((await signIn(nameOf(ben))).status).toBe(200);
    expect((await owner.send("PUT", at, { atOnce: true })).status).toBe(200);
    await run();
    expect(await codeOf(await signIn(nameOf(ben)))).toBe("auth.invalid_credentials");
    expect(await codeOf(await owner.send("PUT", at, {}))).toBe("user.not_found");
    expect((await audit(ben)).map(({ action }) => action)).toEqual([
      ...["account.deleted", "deletion.begun", "deletion.cancelled", "deletion.begun"],
    ]);
  });
});

describe("DEL-3: a deletion", () => {
  test("leaves no room without an owner, and is told in each", async () => {
    const roomId = await roomOf(ben);
    const cat = await server.person();
    await ben.send("POST", `/api/rooms/${roomId}/members`, { userIds: [idOf(cat), idOf(owner)] });
    await ben.send("PATCH", `/api/rooms/${roomId}/members/${idOf(cat)}`, { role: "moderator" });
    await remove();
    const { members } = await (await cat.send("GET", `/api/rooms/${roomId}/members`)).json();
    expect(members).toHaveLength(2);
    expect(members).toContainEqual(expect.objectContaining({ userId: idOf(cat), role: "owner" }));
    const { messages } = await messagesOf(roomId, cat);
    expect(messages.at(-1).system).toEqual({ event: "left", userId: idOf(ben) });
  });

  test("is refused to who owns the server", async () => {
    const refused = await auth("deletion", { currentPassword: password }, owner);
    expect(await codeOf(refused)).toBe("people.owner");
  });

  test("keeps the server from being handed on to who is to be deleted", async () => {
    await auth("deletion", { currentPassword: password }, ben);
    const wish = { userId: idOf(ben), currentPassword: password };
    expect(await codeOf(await owner.send("POST", "/api/admin/owner", wish))).toBe(
      "people.suspended",
    );
  });
});

describe("DEL-4: what they wrote", () => {
  test("stays, or is deleted, as the server says, with all of the others in its place", async () => {
    for (const what of ["anonymise", "remove"] as const) {
      await anotherBen();
      setDeletedMessages(what);
      const roomId = await roomOf(owner);
      await owner.send("POST", `/api/rooms/${roomId}/members`, { userIds: [idOf(ben)] });
      for (let count = 0; count < 60; count++) {
        await say(count % 2 === 0 ? ben : owner, roomId, `${count}`);
      }
      const before = await messagesOf(roomId);
      const since = before.version;
      await remove();
      const { messages } = await (
        await owner.send("GET", `/api/rooms/${roomId}/messages?limit=100`)
      ).json();
      const written = messages.filter(({ system }: { system?: unknown }) => !system);
      expect(written.map(({ body }: { body: string }) => body)).toEqual(
        Array.from({ length: 60 }, (_, count) =>
          what === "remove" && count % 2 === 0 ? "" : `${count}`,
        ),
      );
      // A device that comes back is told of all of it by the log.
      const changes = await (
        await owner.send("GET", `/api/rooms/${roomId}/changes?since=${since}`)
      ).json();
      const deleted = (changes.messages ?? []).filter(
        (one: { deletedAt?: string }) => one.deletedAt,
      );
      expect(deleted).toHaveLength(what === "remove" ? 30 : 0);
      expect(changes.users).toContainEqual(
        expect.objectContaining({ id: idOf(ben), displayName: "Deleted account" }),
      );
    }
  });
});

test("DEL-5: a deletion whose node is gone anywhere in it comes to the same", async () => {
  setDeletedMessages("remove");
  const roomIds = [
    await roomOf(ben, "public"),
    await roomOf(ben, "public"),
    await roomOf(ben, "public"),
  ];
  for (const roomId of roomIds) {
    await owner.send("POST", `/api/rooms/${roomId}/join`);
    await say(ben, roomId, "mine");
    await say(owner, roomId, "theirs");
  }
  await auth("deletion", { currentPassword: password }, ben);
  pass(14 * day);
  const plain = works["account-deletion"];
  let left = 40;
  // Each step is done once and lost, as where a node is gone before it could say so, and then done again.
  const seen = new Set<string>();
  for (let round = 0; left > 0 && round < 40; round++) {
    const dying = {
      ...works,
      "account-deletion": {
        ...plain,
        async step(...given: Parameters<typeof plain.step>) {
          const done = await plain.step(...given);
          const place = JSON.stringify(given[1].place);
          if (!seen.has(place)) {
            seen.add(place);
            throw new Error("The node is gone");
          }
          return done;
        },
      },
    };
    const ctx = { ...server.ctx, deletedMessages };
    const parts = { ctx, works: dying, now: () => now, onFault: () => {} };
    const stopping = new AbortController();
    await runJobs(parts, stopping.signal);
    pass(600_000);
    const { rows } = await sql`
      SELECT FROM jobs WHERE user_id = ${idOf(ben)} AND state <> 'done'`.execute(db());
    left = rows.length;
  }
  expect(left).toBe(0);
  toNow();
  for (const roomId of roomIds) {
    const { messages } = await messagesOf(roomId);
    const bodies = messages.filter(({ system }: { system?: unknown }) => !system);
    expect(bodies.map(({ body }: { body: string }) => body)).toEqual(["", "theirs"]);
    const events = messages.flatMap(({ system }: { system?: { event: string } }) =>
      system ? [system.event] : [],
    );
    expect(events.filter((event: string) => event === "left")).toHaveLength(1);
    const { members } = await (await owner.send("GET", `/api/rooms/${roomId}/members`)).json();
    expect(members).toMatchObject([{ userId: idOf(owner), role: "owner" }]);
  }
});
