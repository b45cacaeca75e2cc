import { randomUUID } from "node:crypto";
import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { CreateCustomRole } from "@roost/protocol/custom-roles.ts";
import { type Permission, serverRoles } from "@roost/protocol/permissions.ts";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { createBot } from "../bots/create.ts";
import { type Client, codeOf } from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import { tellAdministrators } from "../registration/tell-administrators.ts";
import {
  admin,
  change,
  db,
  giveBy,
  idOf,
  list,
  make,
  member,
  meOf,
  moderator,
  owner,
  remove,
  server,
  setUpRoles,
  wish,
} from "../testing/custom-roles.ts";

setUpRoles();

describe("RGT-6: nobody gives what they do not have", () => {
  const tooHigh = async (answer: Promise<Response>) =>
    expect(await codeOf(await answer)).toBe("people.role_too_high");

  test("a role has a base below that of who makes, changes, gives or deletes it", async () => {
    await tooHigh(admin.send("POST", "/api/admin/roles", wish({ base: "admin" })));
    const role = await make(owner, { base: "admin" });
    await tooHigh(change(admin, role, { name: "Other" }));
    await tooHigh(remove(admin, role));
    await tooHigh(giveBy(admin, member, role.id));
    expect(await list(admin)).toMatchObject([{ name: "Emoji team", holders: 0 }]);
    const asMember = await member.send("POST", "/api/admin/roles", wish({ base: "guest" }));
    expect(await codeOf(asMember)).toBe("auth.forbidden");
  });

  test("a role has no permission that they lack, before and after a change", async () => {
    const all: Permission[] = [...serverRoles.admin];
    const manager = await make(owner, {
      name: "Manager",
      base: "admin",
      permissions: all.filter((one) => one !== "manageServer" && one !== "handleReports"),
    });
    await giveBy(owner, member, manager.id);
    await expect.poll(async () => (await meOf(member)).role).toBe("admin");
    await tooHigh(member.send("POST", "/api/admin/roles", wish({ permissions: ["manageServer"] })));
    const theirs = await make(member, { name: "Theirs", base: "moderator", permissions: [] });
    await tooHigh(change(member, theirs, { permissions: ["manageServer"] }));
    const more = await make(owner, { name: "More", permissions: ["manageServer"] });
    await tooHigh(change(member, more, { permissions: [] }));
    await tooHigh(giveBy(member, moderator, more.id));
    await tooHigh(remove(member, more));
    // Deleting it would give its people the base, which may handle reports.
    await tooHigh(remove(member, theirs));
    // Nor do they give built-in roles that may do more than they.
    const newcomer = await server.person();
    await tooHigh(giveBy(member, newcomer, "moderator"));
    await tooHigh(
      member.send("POST", "/api/admin/people", {
        ...{ username: "by-manager", displayName: "New", email: "by-manager@example.org" },
        role: "admin",
      }),
    );
    expect((await giveBy(member, newcomer, "guest")).status).toBe(204);
  });

  test("`handOnServer` goes into none, and `readPrivateMessages` by the owner alone", async () => {
    await tooHigh(owner.send("POST", "/api/admin/roles", wish({ permissions: ["handOnServer"] })));
    const permissions: Permission[] = ["managePeople", "readPrivateMessages"];
    await tooHigh(admin.send("POST", "/api/admin/roles", wish({ permissions })));
    const role = await make(owner, { base: "admin", permissions });
    await tooHigh(giveBy(admin, member, role.id));
    await giveBy(owner, member, role.id);
    await expect.poll(async () => (await meOf(member)).permissions).toEqual(permissions);
    // Who has it does not pass it on.
    await tooHigh(
      member.send("POST", "/api/admin/roles", wish({ permissions: ["readPrivateMessages"] })),
    );
    const lower = await make(owner, { name: "Reader", permissions: ["readPrivateMessages"] });
    await tooHigh(giveBy(member, moderator, lower.id));
    expect((await meOf(owner)).permissions).not.toContain("readPrivateMessages");
  });

  test("who has lost their role meanwhile does nothing with it", async () => {
    const role = await make(owner, {
      name: "People",
      base: "admin",
      permissions: ["managePeople"],
    });
    await giveBy(owner, member, role.id);
    await expect.poll(async () => (await meOf(member)).role).toBe("admin");
    // As on a node that has not heard of it yet.
    await sql`UPDATE custom_roles SET permissions = '{}'`.execute(db());
    const answer = await member.send("POST", "/api/admin/roles", wish({ permissions: [] }));
    expect(await codeOf(answer)).toBe("auth.forbidden");
  });
});

test("RGT-7: nobody lets themselves into an account that may do what they could not give", async () => {
  const role = await make(owner, { permissions: ["manageServer", "readPrivateMessages"] });
  await giveBy(owner, member, role.id);
  const { id: botId } = await createBot(
    server.ctx,
    commandLine,
    { username: "reader-bot", displayName: "Reader" },
    new Date(),
  );
  await setServerRole(server.ctx, commandLine, botId, role.id);
  const into = (client: Client) => [
    client.send("POST", `/api/admin/people/${idOf(member)}/reset-link`),
    client.send("DELETE", `/api/admin/people/${idOf(member)}/second-factor`),
    client.send("POST", `/api/admin/bots/${botId}/tokens`, { name: "Token", scopes: ["read"] }),
  ];
  for (const answer of await Promise.all(into(admin))) {
    expect(await codeOf(answer)).toBe("people.permissions");
  }
  expect((await Promise.all(into(owner))).map(({ status }) => status)).toEqual([200, 409, 200]);
  // Keeping somebody out takes the rank alone.
  const suspended = await moderator.send("PUT", `/api/admin/people/${idOf(member)}/suspension`, {});
  expect(suspended.status).toBe(204);
});

describe("what a role is made of", () => {
  test("a name is one line that no other role has", async () => {
    await make(admin);
    const code = async (more: Partial<CreateCustomRole>) =>
      codeOf(await admin.send("POST", "/api/admin/roles", wish(more)));
    expect(await code({ name: " EMOJI   team " })).toBe("role.name_taken");
    expect(await code({ name: "Owner" })).toBe("role.name_taken");
    expect(await code({ name: "  " })).toBe("text.empty");
    expect(await code({ name: "x".repeat(41) })).toBe("request.invalid");
    const other = await make(admin, { name: "Other" });
    expect(await codeOf(await change(admin, other, { name: "emoji team" }))).toBe(
      "role.name_taken",
    );
    expect((await change(admin, other, { name: "OTHER" })).status).toBe(200);
  });

  test("what is no base and no permission is refused, and nothing is changed by nothing", async () => {
    const send = async (body: object) => codeOf(await admin.send("POST", "/api/admin/roles", body));
    expect(await send({ ...wish(), base: "owner" })).toBe("request.invalid");
    expect(await send({ ...wish(), permissions: ["fly"] })).toBe("request.invalid");
    expect(await codeOf(await change(admin, await make(admin), {}))).toBe("request.invalid");
    expect(await codeOf(await giveBy(admin, member, "king"))).toBe("request.invalid");
  });

  test("there is an end to how many a server has", async () => {
    const { customRoles } = admissionLimits;
    await sql`
      INSERT INTO custom_roles (id, name, name_key, base, permissions)
      SELECT gen_random_uuid(), 'r' || n, 'r' || n, 'guest', '{}'
      FROM generate_series(1, ${customRoles}::int) n`.execute(db());
    const answer = await admin.send("POST", "/api/admin/roles", wish());
    expect(await codeOf(answer)).toBe("role.too_many");
  });
});

test("who may let people in by a custom role is told that somebody waits, and their links work", async () => {
  const role = await make(admin, { permissions: ["admitPeople"] });
  await giveBy(admin, member, role.id);
  await expect.poll(async () => (await meOf(member)).permissions).toEqual(["admitPeople"]);
  const made = await (await member.send("POST", "/api/admin/invites", { maxUses: 2 })).json();
  const stateOf = async () => {
    const { invites } = await (await admin.send("GET", "/api/admin/invites")).json();
    return invites.find(({ id }: { id: string }) => id === made.invite.id)?.state;
  };
  expect(await stateOf()).toBe("open");
  const waiting = await server.person();
  await sql`UPDATE users SET approval = 'awaited' WHERE id = ${idOf(waiting)}`.execute(db());
  await tellAdministrators(db(), new Date());
  const told = await sql<{ id: string }>`
    SELECT mail ->> 'userId' AS id FROM mails
    WHERE mail ->> 'kind' = 'registration-awaited'`.execute(db());
  const ids = told.rows.map(({ id }) => id);
  expect(ids).toContain(idOf(member));
  expect(ids).not.toContain(idOf(moderator));
  await change(admin, role, { permissions: [] });
  expect(await stateOf()).toBe("void");
});

describe("PAN-11: an account that is made for somebody", () => {
  const newcomer = (role: string) => {
    const username = `new-${randomUUID().slice(0, 8)}`;
    return { username, displayName: "New", email: `${username}@example.org`, role };
  };
  const makeAccount = (by: Client, role: string) =>
    by.send("POST", "/api/admin/people", newcomer(role));

  test("has a custom role at once, where its maker may give that, and the audit log says so", async () => {
    const role = await make(owner, { base: "member", permissions: ["openDirects", "manageEmoji"] });
    const answer = await makeAccount(admin, role.id);
    expect(answer.status).toBe(200);
    const { account } = await answer.json();
    expect(account).toMatchObject({ role: "member", customRole: { id: role.id, name: role.name } });
    const log = await owner.send(
      "GET",
      `/api/admin/audit?userId=${account.id}&action=account.created`,
    );
    expect((await log.json()).entries).toMatchObject([
      { details: { role: "member", customRole: { id: role.id, name: role.name } } },
    ]);
  });

  test("has none that its maker may not give, or that there is not", async () => {
    const role = await make(owner, { base: "member", permissions: ["readPrivateMessages"] });
    const high = await make(owner, { name: "High", base: "admin", permissions: [] });
    expect(await codeOf(await makeAccount(admin, role.id))).toBe("people.role_too_high");
    expect(await codeOf(await makeAccount(admin, high.id))).toBe("people.role_too_high");
    expect(await codeOf(await makeAccount(admin, randomUUID()))).toBe("role.not_found");
  });
});
