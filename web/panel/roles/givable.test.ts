import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import { type Permission, type ServerRole, serverRoles } from "@roost/protocol/permissions.ts";
import { expect, test } from "vitest";
import { basesFor, builtInGivable, isDeletable, isGivable } from "./givable.ts";
import { groups } from "./groups.ts";

const of = (role: ServerRole, permissions: readonly Permission[] = serverRoles[role]) => ({
  role,
  permissions,
});
const role = (base: CustomRole["base"], permissions: Permission[]): CustomRole => ({
  ...{ id: "", name: "Role", base, permissions, holders: 0 },
});

test("PAN-5: what is offered of roles is what one may give", () => {
  expect(builtInGivable(of("owner"))).toEqual(["admin", "moderator", "member", "guest"]);
  expect(builtInGivable(of("admin"))).toEqual(["admin", "moderator", "member", "guest"]);
  expect(builtInGivable(of("admin", ["managePeople", "openDirects"]))).toEqual(["guest"]);
  expect(basesFor(of("admin"))).toEqual(["moderator", "member", "guest"]);
  expect(isGivable(of("owner"), role("admin", ["readPrivateMessages"]))).toBe(true);
  expect(isGivable(of("admin"), role("member", ["readPrivateMessages"]))).toBe(false);
  expect(isGivable(of("admin"), role("admin", []))).toBe(false);
  const few = of("admin", ["managePeople"]);
  expect([isGivable(few, role("guest", [])), isDeletable(few, role("guest", []))]).toEqual([
    true,
    false,
  ]);
});

test("each permission is in one group, but for that of the owner alone", () => {
  const grouped = Object.values(groups).flat();
  expect([...grouped, "handOnServer"].sort()).toEqual(
    [...serverRoles.owner, "readPrivateMessages"].sort(),
  );
});
