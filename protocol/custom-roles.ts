import Type, { type Static } from "typebox";
import { admissionLimits } from "./admission-limits.ts";
import { CustomRoleId, Permission, ServerRole } from "./user.ts";

const name = Type.String({
  minLength: 1,
  maxLength: admissionLimits.customRoleNameCharacters,
  description: "One line, that no other role is called by: neither a built-in one nor another one.",
});

const permissions = Type.Array(Permission, {
  maxItems: 100,
  uniqueItems: true,
  description: "What it permits, all of it. `handOnServer` is the owner's alone.",
});

const base = Type.Enum(["admin", "moderator", "member", "guest"], {
  description:
    "The built-in role whose rank its people have: whom they may act on, and who on them. It stays as it was when the role was made.",
});

/** A role that this server has besides the built-in ones. */
export const CustomRole = Type.Object({
  id: CustomRoleId,
  name,
  base,
  permissions,
  holders: Type.Integer({ minimum: 0, description: "How many people have it." }),
});
export type CustomRole = Static<typeof CustomRole>;

export const CustomRoles = Type.Object({
  roles: Type.Array(CustomRole, {
    description: "The highest first, and those of the same base by name.",
  }),
});
export type CustomRoles = Static<typeof CustomRoles>;

export const CreateCustomRole = Type.Object({ name, base, permissions });
export type CreateCustomRole = Static<typeof CreateCustomRole>;

/** What is left out stays. */
export const PatchCustomRole = Type.Object(
  { name: Type.Optional(name), permissions: Type.Optional(permissions) },
  { minProperties: 1 },
);
export type PatchCustomRole = Static<typeof PatchCustomRole>;

/** A role of either kind, as somebody is given one. */
export const RoleToGive = Type.Union([ServerRole, CustomRoleId], {
  description: "The name of a built-in role, or the id of a custom one.",
});
export type RoleToGive = Static<typeof RoleToGive>;
