import { rolesFrom } from "@roost/protocol/denial-details.ts";
import type { Rule } from "@roost/protocol/permissions.ts";
import { isOpen, type Operation, rights, scopeOf } from "@roost/protocol/rights.ts";
import type { FastifyRequest, RouteOptions } from "fastify";

/** Whether this names an operation of the table of rights. */
export function isOperation(id: string | undefined): id is Operation {
  return id !== undefined && Object.hasOwn(rights, id);
}

/** What a request asks for; null for what is no operation of the table. */
export function operationOf({ routeOptions }: FastifyRequest): Operation | null {
  const id = routeOptions.schema?.operationId;
  return isOperation(id) ? id : null;
}

/**
 * Adds to the description of a route what it takes. Throws for one that the table of rights does not
 * have: whatever can be asked for has its place there.
 */
export function describeRights({ method, url, schema }: RouteOptions): void {
  if (!url.startsWith("/api/") || !schema || schema.hide) return;
  if (!isOperation(schema.operationId)) {
    throw new Error(`${method} ${url} has no operationId that protocol/rights.ts knows`);
  }
  const takes = `Takes: ${inWords(schema.operationId)}. Scope of an API token: ${scopeInWords(schema.operationId)}.`;
  schema.description = schema.description ? `${schema.description}\n\n${takes}` : takes;
}

const inDirects = {
  never: "not in a direct",
  group: "in a direct, to be one of more than two people",
  only: "a direct",
};

/** What an operation takes, in words. */
export function inWords(operation: Operation): string {
  const { open, unconfirmed, permission, room, role, message, othersMessage, ...rest }: Rule =
    rights[operation];
  const { target, person, direct } = rest;
  if (open) return "nothing";
  const parts: string[] = [];
  if (unconfirmed) parts.push("signed in, with a confirmed address or not");
  if (permission) parts.push(`\`${permission}\``);
  if (room === "any") {
    parts.push("any room but a direct");
  } else if (room === "known") {
    parts.push("member of the room, or `usePublicRooms` where it is public");
  } else if (room) {
    parts.push(role ? `one of the ${rolesFrom(role)} of the room` : "member of the room");
  }
  if (role && !direct) parts.push("in a direct, whoever is in it");
  if (direct) parts.push(inDirects[direct]);
  if (message === "written") parts.push("a message that somebody wrote");
  if (message === "own") {
    const others = othersMessage ? `, or one of the ${rolesFrom(othersMessage)} of the room` : "";
    parts.push(`author of the message${others}`);
  }
  if (target === "lower") parts.push("a higher role in the room than theirs");
  if (person) parts.push("a higher role on the server than theirs");
  if (person === "covered") parts.push("all of their permissions");
  return parts.length === 0 ? "signed in" : parts.join("; ");
}

/** With which scope an API token opens an operation, in words. */
export function scopeInWords(operation: Operation): string {
  if (isOpen(operation)) return "–";
  const scope = scopeOf(operation);
  return scope === null ? "none" : `\`${scope}\``;
}
