import type { AuditPage } from "@roost/protocol/audit.ts";
import type { AccountsPage } from "@roost/protocol/people.ts";
import { serverRoles } from "@roost/protocol/permissions.ts";
import { describe, expect, test } from "vitest";
import { type Client, codeOf } from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { handOn } from "../people/hand-on.ts";
import {
  admin,
  change,
  give,
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

async function audit(search: string): Promise<AuditPage["entries"]> {
  return (await (await owner.send("GET", `/api/admin/audit${search}`)).json()).entries;
}

/** What somebody may ask for now, by what it takes. */
async function statuses(client: Client): Promise<Record<string, number>> {
  const asked = { readAudit: "audit", manageServer: "settings", suspendPeople: "people" };
  const found = Object.entries(asked).map(async ([permission, path]) => [
    permission,
    (await client.send("GET", `/api/admin/${path}`)).status,
  ]);
  return Object.fromEntries(await Promise.all(found));
}

describe("a custom role", () => {
  test("RGT-4: permits what it lists and nothing of its base beside that, with the token of before", async () => {
    const role = await make(owner, { base: "admin", permissions: ["readAudit"] });
    expect(role).toMatchObject({ base: "admin", permissions: ["readAudit"], holders: 0 });
    expect((await giveBy(owner, member, role.id)).status).toBe(204);
    await expect
      .poll(() => statuses(member))
      .toEqual({ readAudit: 200, manageServer: 403, suspendPeople: 403 });
    const { id, name } = role;
    expect(await meOf(member)).toMatchObject({
      ...{ role: "admin", permissions: ["readAudit"], customRole: { id, name } },
    });
    expect(
      await codeOf(await member.send("POST", "/api/rooms", { name: "A", kind: "private" })),
    ).toBe("auth.forbidden");
    expect(await list(owner)).toMatchObject([{ name: "Emoji team", holders: 1 }]);
  });

  test("RGT-4: is what a sign-in, a cookie and an API token of before know, too", async () => {
    const token = { name: "Script", scopes: ["read", "admin"] };
    const { secret } = await (await member.send("POST", "/api/me/tokens", token)).json();
    const role = await make(owner, { permissions: ["readAudit"] });
    await giveBy(owner, member, role.id);
    const headers = { authorization: `Bearer ${secret}` };
    const withToken = async () => (await server.fetch("/api/admin/audit", { headers })).status;
    const withCookie = async () =>
      (await server.fetch("/api/admin/audit", { headers: { cookie: member.cookie } })).status;
    await expect.poll(withToken).toBe(200);
    expect(await withCookie()).toBe(200);
    const session = await server.fetch("/api/auth/get-session", {
      headers: { cookie: member.cookie },
    });
    expect((await session.json()).user).toMatchObject({
      ...{ role: "member", permissions: ["readAudit"], customRole: { name: "Emoji team" } },
    });
    await change(owner, role, { permissions: [] });
    await expect.poll(withToken).toBe(403);
    expect(await withCookie()).toBe(403);
  });

  test("RGT-5: holds for all who have it when it is changed, and they keep its base when it is deleted", async () => {
    const role = await make(admin, { base: "moderator", permissions: ["readAudit"] });
    for (const client of [moderator, member]) {
      expect((await giveBy(admin, client, role.id)).status).toBe(204);
    }
    const changed = await change(admin, role, { permissions: ["manageServer"], name: "Settings" });
    expect(await changed.json()).toMatchObject({ name: "Settings", holders: 2 });
    for (const client of [moderator, member]) {
      await expect
        .poll(() => statuses(client))
        .toEqual({ readAudit: 403, manageServer: 200, suspendPeople: 403 });
    }
    expect((await remove(admin, role)).status).toBe(204);
    for (const client of [moderator, member]) {
      await expect
        .poll(() => statuses(client))
        .toEqual({ readAudit: 403, manageServer: 403, suspendPeople: 200 });
      const me = await meOf(client);
      expect(me).toMatchObject({ role: "moderator", permissions: serverRoles.moderator });
      expect(me).not.toHaveProperty("customRole");
    }
    expect(await list(admin)).toEqual([]);
    expect(await codeOf(await change(admin, role, { name: "Again" }))).toBe("role.not_found");
    expect(await codeOf(await giveBy(admin, member, role.id))).toBe("role.not_found");
  });

  test("is given to several people, found by, and in the file of accounts", async () => {
    const role = await make(admin);
    const userIds = [idOf(member), idOf(moderator)];
    const body = { change: "setServerRole", userIds, role: role.id };
    const { results } = await (await admin.send("POST", "/api/admin/people/changes", body)).json();
    expect(results).toMatchObject([{ problem: null }, { problem: null }]);
    const found: AccountsPage = await (
      await admin.send("GET", `/api/admin/people?role=${role.id}`)
    ).json();
    expect(found.accounts.map(({ id }) => id).sort()).toEqual(userIds.toSorted());
    expect(found.accounts[0]).toMatchObject({
      ...{ role: "member", customRole: { id: role.id, name: role.name } },
    });
    const members: AccountsPage = await (
      await admin.send("GET", "/api/admin/people?role=member&limit=200")
    ).json();
    expect(members.accounts.map(({ id }) => id)).not.toContain(idOf(member));
    const file = await (await admin.send("GET", `/api/admin/people/export?role=${role.id}`)).text();
    expect(file).toContain(",member,Emoji team,");
    // A built-in role takes the place of a custom one.
    expect((await giveBy(admin, member, "member")).status).toBe(204);
    expect(await list(admin)).toMatchObject([{ holders: 1 }]);
  });

  test("PPL-4: is in the audit log with what was before and after", async () => {
    const role = await make(admin);
    await giveBy(admin, member, role.id);
    await change(admin, role, { permissions: ["manageEmoji"] });
    await change(admin, role, { permissions: ["manageEmoji"] });
    await remove(admin, role);
    const { id: roleId, name } = role;
    const both = { roleId, name, base: "member" };
    const byAdmin = `?actorId=${idOf(admin)}`;
    expect(await audit(byAdmin)).toMatchObject([
      {
        action: "custom-role.deleted",
        details: { ...both, permissions: ["manageEmoji"], holders: 1 },
      },
      {
        action: "custom-role.changed",
        details: {
          roleId,
          before: { name, permissions: ["openDirects", "manageEmoji"] },
          after: { name, permissions: ["manageEmoji"] },
        },
      },
      {
        action: "role.set",
        userId: idOf(member),
        details: { before: "member", after: "member", customAfter: { id: roleId, name } },
      },
      { action: "custom-role.created", details: { ...both, permissions: wish().permissions } },
    ]);
  });

  test("goes when its person is given the server, and the owner gets none", async () => {
    const role = await make(owner, { base: "admin" });
    expect(await codeOf(await giveBy(owner, owner, role.id))).toBe("people.rank");
    await expect(give(owner, role.id)).rejects.toMatchObject({ code: "people.owner" });
    await giveBy(owner, member, role.id);
    await handOn(server.ctx, commandLine, idOf(member));
    expect(await meOf(member)).toMatchObject({ role: "owner", permissions: serverRoles.owner });
    expect(await list(owner)).toMatchObject([{ holders: 0 }]);
    await handOn(server.ctx, commandLine, idOf(owner));
    await expect.poll(async () => (await meOf(owner)).role).toBe("owner");
  });
});
