import { randomUUID } from "node:crypto";
import { serverRoles } from "@roost/protocol/permissions.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { CurrentRoles } from "./current-roles.ts";

let server: TestDomain;
let roles: CurrentRoles;
const errors: unknown[] = [];

beforeEach(async () => {
  errors.length = 0;
  server = await createTestDomain();
  const { database, bus } = server.ctx;
  roles = await CurrentRoles.open({
    ...{ db: database.db, bus, onReadError: (error) => errors.push(error) },
  });
});
afterEach(async () => {
  await roles.close();
  await server.close();
});

/** As another node does it, which this one has not heard of. */
async function add(): Promise<string> {
  const id = randomUUID();
  await sql`
    INSERT INTO custom_roles (id, name, name_key, base, permissions)
    VALUES (${id}, 'Auditor', 'auditor', 'admin', '{readAudit}')`.execute(server.ctx.database.db);
  return id;
}

test("RGT-5: a role that a node has not heard of yet permits what the store says, and nothing more", async () => {
  const customRoleId = await add();
  expect(await roles.standingOf({ role: "admin", customRoleId })).toEqual({
    ...{ role: "admin", permissions: ["readAudit"] },
    customRole: { id: customRoleId, name: "Auditor" },
  });
});

test("without the store, one that is not known permits what a guest may, until it is back", async () => {
  const customRoleId = await add();
  const { restore } = server.loseDatabase();
  expect((await roles.standingOf({ role: "admin", customRoleId })).permissions).toEqual(
    serverRoles.guest,
  );
  expect(errors).toHaveLength(1);
  restore();
  expect((await roles.standingOf({ role: "admin", customRoleId })).permissions).toEqual([
    "readAudit",
  ]);
});

test("RGT-4: one that was deleted leaves the base, and is asked for once", async () => {
  const known = { role: "moderator", customRoleId: randomUUID() } as const;
  const standing = { role: "moderator", permissions: serverRoles.moderator };
  expect(await roles.standingOf(known)).toEqual(standing);
  const { restore } = server.loseDatabase();
  expect(await roles.standingOf(known)).toEqual(standing);
  restore();
});

test("RGT-5: whoever listens hears of roles that were changed or deleted, and of no others", async () => {
  const [{ db }, id] = [server.ctx.database, await add()];
  await roles.look();
  const heard: string[][] = [];
  const end = roles.onChange((ids) => heard.push([...ids]));
  await roles.look();
  await sql`UPDATE custom_roles SET permissions = '{}'`.execute(db);
  await roles.look();
  await sql`DELETE FROM custom_roles`.execute(db);
  await roles.look();
  end();
  expect(heard).toEqual([[id], [id]]);
});
