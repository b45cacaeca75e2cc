import {
  CreateCustomRole,
  CustomRole,
  CustomRoles,
  PatchCustomRole,
} from "@roost/protocol/custom-roles.ts";
import { changeCustomRole } from "../../custom-roles/change.ts";
import { createCustomRole } from "../../custom-roles/create.ts";
import { deleteCustomRole } from "../../custom-roles/delete.ts";
import { listCustomRoles } from "../../custom-roles/list.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { CustomRoleParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];
const names = [
  "role.name_taken",
  "text.empty",
  "text.too_long",
  "text.invalid_characters",
] as const;

/** Roles that a server has besides the built-in ones. */
export function customRoleRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/admin/roles",
    {
      schema: {
        operationId: "customRoles",
        tags,
        summary: "List the custom roles",
        response: {
          200: json("All of them, with how many people have each.", CustomRoles),
          ...problems(...refusals("customRoles")),
        },
      },
    },
    (request) => listCustomRoles(ctx, me(request)),
  );

  app.post(
    "/admin/roles",
    {
      schema: {
        operationId: "createCustomRole",
        tags,
        summary: "Make a role of named permissions",
        description:
          "Its base is below one's own role, and it permits no more than one could give: what one may do oneself, and for the owner `readPrivateMessages`, too.",
        body: CreateCustomRole,
        response: {
          201: json("The role. Nobody has it yet.", CustomRole),
          ...problems(
            ...refusals("createCustomRole"),
            ...badBody,
            ...names,
            "people.role_too_high",
            "role.too_many",
          ),
        },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createCustomRole(ctx, me(request), request.body)),
  );

  app.patch(
    "/admin/roles/:roleId",
    {
      schema: {
        operationId: "changeCustomRole",
        tags,
        summary: "Change the name or the permissions of a custom role",
        description: "It holds at once for all who have it, on all their devices and all nodes.",
        params: CustomRoleParameters,
        body: PatchCustomRole,
        response: {
          200: json("The role as it is now.", CustomRole),
          ...problems(
            ...refusals("changeCustomRole"),
            ...badBody,
            ...names,
            "people.role_too_high",
            "role.not_found",
          ),
        },
      },
    },
    (request) => changeCustomRole(ctx, me(request), request.params.roleId, request.body),
  );

  app.delete(
    "/admin/roles/:roleId",
    {
      schema: {
        operationId: "deleteCustomRole",
        tags,
        summary: "Delete a custom role",
        description: "Those who have it keep its base.",
        params: CustomRoleParameters,
        response: {
          204: nothing("It is gone."),
          ...problems(
            ...refusals("deleteCustomRole"),
            "auth.origin_forbidden",
            "people.role_too_high",
            "role.not_found",
          ),
        },
      },
    },
    async (request, reply) => {
      await deleteCustomRole(ctx, me(request), request.params.roleId);
      return reply.code(204).send(null);
    },
  );
}
