import type { CreateCustomRole, CustomRole, CustomRoles } from "@roost/protocol/custom-roles.ts";
import type { ServerRole } from "@roost/protocol/permissions.ts";
import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { type Client, startTestServer, type TestServer } from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";

export let server: TestServer;
export let owner: Client;
export let admin: Client;
export let moderator: Client;
export let member: Client;

/** Gives a file a server, and each of its tests people of each role and no custom ones. */
export function setUpRoles(): void {
  beforeAll(async () => {
    server = await startTestServer();
    owner = await server.person();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await sql`UPDATE users SET custom_role_id = NULL`.execute(db());
    await sql`DELETE FROM custom_roles`.execute(db());
    [admin, moderator, member] = await Promise.all([
      server.person(),
      server.person(),
      server.person(),
    ]);
    await give(admin, "admin");
    await give(moderator, "moderator");
  });
}

export const db = () => server.ctx.database.db;
export const idOf = (client: Client) => client.identity.userId;
export const give = (client: Client, role: ServerRole | string) =>
  setServerRole(server.ctx, commandLine, idOf(client), role);
export const giveBy = (by: Client, client: Client, role: string) =>
  by.send("PUT", `/api/admin/people/${idOf(client)}/role`, { role });
export const wish = (more: Partial<CreateCustomRole> = {}): CreateCustomRole => ({
  ...{ name: "Emoji team", base: "member", permissions: ["openDirects", "manageEmoji"] },
  ...more,
});

export async function make(by: Client, more: Partial<CreateCustomRole> = {}): Promise<CustomRole> {
  const answer = await by.send("POST", "/api/admin/roles", wish(more));
  expect(answer.status).toBe(201);
  return answer.json();
}

export const change = (by: Client, { id }: CustomRole, patch: object) =>
  by.send("PATCH", `/api/admin/roles/${id}`, patch);
export const remove = (by: Client, { id }: CustomRole) =>
  by.send("DELETE", `/api/admin/roles/${id}`);
export const meOf = async (client: Client): Promise<Me> =>
  (await client.send("GET", "/api/me")).json();
export const list = async (by: Client): Promise<CustomRole[]> =>
  ((await (await by.send("GET", "/api/admin/roles")).json()) as CustomRoles).roles;
