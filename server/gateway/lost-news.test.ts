import { randomUUID } from "node:crypto";
import { closeCodes } from "@roost/protocol/close-codes.ts";
import { sql } from "kysely";
import { describe, expect, test, vi } from "vitest";
import type { Bus } from "../bus/bus.ts";
import { markRead } from "../reads/mark.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { joinRoom } from "../rooms/join.ts";
import { removeMember } from "../rooms/remove.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";

setUpRoomOfTwo();

/** As when the answer to a commit is lost: it happened, and nobody is told. */
function loseNext(what: "of a room" | "of a person"): void {
  const bus: Bus = server.ctx.bus;
  const publish = bus.publish.bind(bus);
  const spy = vi.spyOn(bus, "publish").mockImplementation((events) => {
    const lost = what === "of a person" ? "person" : "room";
    const kept = events.filter(({ kind }) => kind !== lost);
    if (kept.length < events.length) spy.mockRestore();
    publish(kept);
  });
}

describe("news of a commit that was lost", () => {
  test("CLO-3: of the end of a session is found by comparing with the store", async () => {
    const client = await server.connect();
    const token = await server.signIn(ben);
    client.hello(token);
    await client.next("snapshot");
    const other = await server.enter(ben);
    await server.ctx.database.db.deleteFrom("sessions").where("id", "=", token).execute();
    await server.gateway.findLostNews();
    expect((await client.end()).code).toBe(closeCodes.sessionEnded.code);
    await other.settled();
  });

  test("PPL-1: of another role is found by comparing with the store, and told", async () => {
    const client = await server.enter(ben);
    const { db } = server.ctx.database;
    await db.updateTable("users").set({ role: "moderator" }).where("id", "=", ben).execute();
    await server.gateway.findLostNews();
    expect(await client.next("me")).toMatchObject({ me: { id: ben, role: "moderator" } });
    await server.gateway.findLostNews();
    await client.settled();
    expect(client.all("me")).toEqual([]);
  });

  test("RGT-5: of a custom role that was given is found so, and that it permits something else", async () => {
    const client = await server.enter(ben);
    const { database, roles } = server.ctx;
    const id = randomUUID();
    await sql`
      INSERT INTO custom_roles (id, name, name_key, base, permissions)
      VALUES (${id}, 'Auditor', 'auditor', 'member', '{readAudit}')`.execute(database.db);
    await sql`UPDATE users SET custom_role_id = ${id} WHERE id = ${ben}`.execute(database.db);
    await roles.look();
    await server.gateway.findLostNews();
    const customRole = { id, name: "Auditor" };
    expect(await client.next("me")).toMatchObject({
      me: { role: "member", customRole, permissions: ["readAudit"] },
    });
    await sql`UPDATE custom_roles SET permissions = '{manageEmoji}'`.execute(database.db);
    await roles.look();
    expect(await client.next("me")).toMatchObject({
      me: { customRole, permissions: ["manageEmoji"] },
    });
    await server.gateway.findLostNews();
    await roles.look();
    await client.settled();
    expect(client.all("me")).toEqual([]);
  });

  test("MEM-7: of being taken out and let in again leaves nothing unread", async () => {
    const { message } = await server.post(roomId, ann);
    const client = await server.enter(ben);
    loseNext("of a room");
    await removeMember(server.ctx, by(ann), roomId, ben);
    await inviteMembers(server.ctx, by(ann), roomId, [ben]);
    await vi.waitFor(() => {
      const place = client.all("person").at(-1)?.places?.at(-1);
      expect(place).toMatchObject({ roomId, leftAt: null });
      expect(place?.readNumber).toBeGreaterThan(message.number);
    });
  });

  test("ACK-2: is told when its author repeats the post", async () => {
    const client = await server.enter(ben);
    const post = { roomId, author: by(ann), clientMessageId: randomUUID(), body: "hear me" };
    loseNext("of a room");
    await server.ctx.posts.post(post);
    await client.settled();
    expect(client.all("changes")).toEqual([]);
    expect((await server.ctx.posts.post(post)).repeated).toBe(true);
    expect(await client.next("changes")).toMatchObject({ messages: [{ body: "hear me" }] });
  });

  test("GAP-4, ACK-2: is found by comparing with the store", async () => {
    const client = await server.enter(ben);
    loseNext("of a room");
    await server.post(roomId, ann, "hear me");
    await server.gateway.findLostNews();
    expect(await client.next("changes")).toMatchObject({ messages: [{ body: "hear me" }] });
  });

  test("GAP-4, MEM-2, MEM-3: of joining, and of being removed, is found by comparing with the store", async () => {
    const open = await server.addRoom(ann, [], "public");
    const client = await server.enter(ben);
    loseNext("of a person");
    await joinRoom(server.ctx, by(ben), open);
    await server.gateway.findLostNews();
    expect(await client.next("person")).toMatchObject({ rooms: [{ id: open }] });
    loseNext("of a person");
    await removeMember(server.ctx, by(ann), open, ben);
    await server.gateway.findLostNews();
    expect(await client.next("person")).toMatchObject({
      places: [{ roomId: open, leftAt: expect.any(String) }],
    });
  });

  test("GAP-4, READ-2: of a read position is found by comparing with the store", async () => {
    const { message } = await server.post(roomId, ann);
    const client = await server.enter(ben);
    loseNext("of a person");
    await markRead(server.ctx, by(ben), roomId, message.number);
    await server.gateway.findLostNews();
    expect(await client.next("person")).toMatchObject({
      places: [{ roomId, readNumber: message.number }],
    });
  });

  test("CLO-3: of signing out ends the connection after the bus was away", async () => {
    const client = await server.enter(ann);
    await server.ctx.database.db.deleteFrom("sessions").where("user_id", "=", ann).execute();
    await server.gateway.findLostNews();
    expect(await client.end()).toMatchObject({ code: closeCodes.sessionEnded.code });
  });

  test("of joining is told when that is asked for again", async () => {
    const open = await server.addRoom(ann, [], "public");
    const client = await server.enter(ben);
    loseNext("of a person");
    await joinRoom(server.ctx, by(ben), open);
    const again = joinRoom(server.ctx, by(ben), open);
    await expect(again).rejects.toMatchObject({ code: "room.already_member" });
    expect(await client.next("person")).toMatchObject({ rooms: [{ id: open }] });
    await server.post(open, ann, "welcome");
    expect(await client.next("changes")).toMatchObject({ messages: [{ body: "welcome" }] });
  });

  test("of an invitation is told when that is given again, and once is enough", async () => {
    const another = await server.addRoom(ann);
    const client = await server.enter(ben);
    loseNext("of a person");
    for (let time = 1; time <= 3; time++) await inviteMembers(server.ctx, by(ann), another, [ben]);
    await client.next("person");
    await client.settled();
    expect(client.all("person")).toEqual([]);
  });
});

test("HLT-2: without its database the gateway answers busy and stays", async () => {
  const client = await server.enter(ann);
  const { restore } = server.loseDatabase();
  const frames = [
    { type: "read", roomId, number: 1 },
    { type: "sync", roomId, since: 0 },
    { type: "post", roomId, clientMessageId: randomUUID(), body: "x" },
  ];
  for (const [ref, frame] of frames.entries()) {
    client.send({ ...frame, ref });
    expect(await client.next("error")).toMatchObject({
      ref,
      code: "server.busy",
      retryAfterMs: expect.any(Number),
    });
  }
  restore();
  client.send({ ...frames[2], ref: 9 });
  expect(await client.next("posted")).toMatchObject({ ref: 9 });
  expect(server.faults.splice(0).length).toBeGreaterThan(0);
});

test("HLT-2: a bus that is back before the database costs nobody the connection", async () => {
  const client = await server.enter(ann);
  const { restore } = server.loseDatabase();
  const place = { roomId, version: 99, memberVersion: 1, readNumber: 1, setAt: 0, leftAt: null };
  const changes = { since: 98, version: 99, places: [place] };
  server.ctx.bus.publish([{ kind: "person", userId: ann, changes }]);
  await server.gateway.findLostNews();
  await vi.waitUntil(() => server.faults.length >= 3);
  restore();
  server.faults.splice(0);
  await server.post(roomId, ben, "still there");
  expect(await client.next("changes")).toMatchObject({ messages: [{ body: "still there" }] });
  expect(client.closed).toBeNull();
});
