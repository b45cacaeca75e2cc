import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestGateway, type TestGateway } from "../testing/gateway.ts";
import { printed, printedObjects } from "./testing.ts";

let server: TestGateway;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  server = await createTestGateway();
  environment = { DATABASE_URL: server.ctx.database.pool.options.connectionString };
  await server.addUser("ann");
});
afterAll(() => server.close());

test("CLI-1, CLI-3: a custom role is made, given, listed and deleted by commands, which the audit log has", async () => {
  const permissions = ["--permission", "manageEmoji", "--permission", "readPrivateMessages"];
  const [role] = await printedObjects("role create", ["Emoji team", ...permissions], environment);
  expect(role).toMatchObject({
    ...{ name: "Emoji team", base: "member", holders: 0 },
    permissions: ["manageEmoji", "readPrivateMessages"],
  });
  const given = await printedObjects("user role", ["ann", "--custom", "emoji TEAM"], environment);
  expect(given).toMatchObject([
    { username: "ann", role: "member", customRole: { name: "Emoji team" } },
  ]);
  expect(await printed("role list", [], environment)).toEqual([
    ["Emoji team", "member", "1", "manageEmoji,readPrivateMessages"],
  ]);
  const [holder] = await printed("user list", ["--custom", "Emoji team"], environment);
  expect(holder?.slice(0, 3)).toEqual(["ann", "ann@example.org", "Emoji team"]);
  const [deleted] = await printedObjects("role delete", ["Emoji team"], environment);
  expect(deleted).toEqual({ id: role?.id, name: "Emoji team", holders: 1 });
  expect(await printed("role list", [], environment)).toEqual([]);
  const entries = await printedObjects("audit", [], environment);
  expect(entries.map(({ means, action }) => [means, action])).toEqual([
    ["command line", "custom-role.deleted"],
    ["command line", "role.set"],
    ["command line", "custom-role.created"],
  ]);
});

test.each([
  ["role create", ["A", "--permission", "fly"], '"fly" is no permission; there are createRooms'],
  ["role create", ["A", "--base", "owner"], "cannot be based on the owner's"],
  ["role create", ["A", "--permission", "handOnServer"], "the owner's alone"],
  ["role create", ["Admin"], "is a built-in role"],
  ["role delete", ["Nobody"], 'There is no custom role "Nobody"; there are none.'],
  [
    "user role",
    ["ann", "admin", "--custom", "A"],
    "Give one user name or e-mail address, and a role.",
  ],
  ["user list", ["--role", "admin", "--custom", "A"], "Use --role or --custom, and not both."],
] as const)("%s %j is refused with what to do", async (command, args, complaint) => {
  await expect(printed(command, [...args], environment)).rejects.toThrow(complaint);
});
