import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import { permissions as known } from "@roost/protocol/denial-details.ts";
import type { Permission } from "@roost/protocol/permissions.ts";
import { createCustomRole } from "../custom-roles/create.ts";
import { deleteCustomRole } from "../custom-roles/delete.ts";
import { readCustomRoles } from "../custom-roles/list.ts";
import { commandLine } from "../people/change-person.ts";
import type { RunCommand } from "./commands.ts";
import { print } from "./print.ts";
import { oneName, readArguments, refuseNames } from "./read-arguments.ts";
import { requireCustomRole } from "./require-custom-role.ts";
import { readRole } from "./user.ts";
import { withStore } from "./with-store.ts";

// All of these work whether the server runs or not; a running one knows of them within a second.

/** `role list`: prints the custom roles, a line each. Returns the exit code. Throws a `StartError`. */
export const listRoles: RunCommand = async (args, environment) => {
  const { json } = readArguments("role list", args, {}, (_, names) => {
    refuseNames(names);
    return {};
  });
  return withStore(environment, async ({ database }) => {
    for (const role of await readCustomRoles(database.db)) {
      const { name, base, holders, permissions } = role;
      print(json, role, [name, base, holders, permissions.join(",")].join("\t"));
    }
    return 0;
  });
};

/** `role create NAME`: makes a role of named permissions. Returns the exit code. Throws a `StartError`. */
export const makeRole: RunCommand = async (args, environment) => {
  const options = {
    base: { type: "string" },
    permission: { type: "string", multiple: true },
  } as const;
  const { json, ...wish } = readArguments("role create", args, options, (values, names) => ({
    name: oneName(names, "Give one name."),
    base: readBase(values.base ?? "member"),
    permissions: (values.permission ?? []).map(readPermission),
  }));
  return withStore(environment, async (ctx) => {
    const role = await createCustomRole(ctx, commandLine, wish);
    const line = `The role "${role.name}" is made. With user role NAME --custom "${role.name}" somebody gets it.`;
    print(json, role, line);
    return 0;
  });
};

/** `role delete NAME`: those who have it keep its base. Returns the exit code. Throws a `StartError`. */
export const dropRole: RunCommand = async (args, environment) => {
  const { json, wanted } = readArguments("role delete", args, {}, (_, names) => ({
    wanted: oneName(names, "Give the name of one role."),
  }));
  return withStore(environment, async (ctx) => {
    const { id, name, base, holders } = await requireCustomRole(ctx.database.db, wanted);
    await deleteCustomRole(ctx, commandLine, id);
    print(
      json,
      { id, name, holders },
      `The role "${name}" is gone; ${holders} had it, and are ${base} now.`,
    );
    return 0;
  });
};

function readBase(typed: string): CustomRole["base"] {
  const role = readRole(typed);
  if (role !== "owner") return role;
  throw new TypeError("A role cannot be based on the owner's.");
}

function readPermission(typed: string): Permission {
  const names = Object.keys(known) as Permission[];
  const found = names.find((name) => name === typed);
  if (found) return found;
  throw new TypeError(`"${typed}" is no permission; there are ${names.join(", ")}.`);
}
