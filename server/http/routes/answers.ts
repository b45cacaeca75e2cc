import type { Readable } from "node:stream";
import { type ErrorCode, errors } from "@roost/protocol/errors.ts";
import { OwnRow } from "@roost/protocol/own.ts";
import type { Rule } from "@roost/protocol/permissions.ts";
import { Problem } from "@roost/protocol/problem.ts";
import { type Operation, rights } from "@roost/protocol/rights.ts";
import Type, { type TSchema } from "typebox";

/** A row of somebody's log, where there is one. */
export const rowOrNull = Type.Union([OwnRow, Type.Null()]);

/** What any route may answer. */
const anywhere = [
  "request.malformed",
  "request.invalid",
  "request.rate_limited",
  "address.banned",
  "auth.other_person",
  "server.busy",
  "server.internal",
] as const;

/** A successful answer of a route. */
export function json<Schema extends TSchema>(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } };
}

/** A successful answer that is a file. */
export function bytes(description: string, mediaTypes: readonly string[]) {
  const schema = Type.Unsafe<Uint8Array | Readable>({ type: "string", format: "binary" });
  const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema }]));
  return { description, content };
}

/** A successful answer without a body. */
export function nothing(description: string) {
  return Type.Null({ description });
}

/** The refusals of a route, by status, for its description. */
export function problems(...codes: ErrorCode[]) {
  const byStatus = Map.groupBy(new Set([...codes, ...anywhere]), (code) => errors[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codesOfStatus]) => [
      status,
      {
        description: codesOfStatus
          .map((code) => `\`${code}\`: ${errors[code].title}.`)
          .join("\n\n"),
        content: { "application/problem+json": { schema: Problem } },
      },
    ]),
  );
}

/** The refusals of a route that follow from what it takes: somebody signed in, and their rights. */
export function refusals(operation: Operation): ErrorCode[] {
  const { permission, room, role, message, target, person, direct }: Rule = rights[operation];
  const codes: ErrorCode[] = [
    ...(["auth.required", "auth.token_invalid", "auth.token_expired"] as const),
    ...outside,
  ];
  if (permission) codes.push("auth.forbidden");
  if (person) codes.push("user.not_found", "people.rank");
  if (person === "covered") codes.push("people.permissions");
  if (room) codes.push(message ? "message.not_found" : "room.not_found");
  if (direct) codes.push("room.wrong_kind");
  if (role || target) codes.push("room.forbidden");
  if (message && message !== "any") codes.push("message.forbidden");
  return codes;
}

/** The refusals of every route for who is not let in yet, and for who comes with an API token. */
export const outside = [
  "auth.token_scope",
  "auth.suspended",
  "auth.email_unconfirmed",
  "auth.approval_awaited",
] as const satisfies ErrorCode[];

/** The refusals of every route that takes a body. */
export const badBody = [
  "auth.origin_forbidden",
  "request.too_large",
  "request.unsupported_media_type",
  "text.invalid_characters",
] as const satisfies ErrorCode[];

/**
 * With an image whose address says which one it is, for ever; for whom it is given, and for nobody else. It is an image, and
 * nothing that a browser would run, should it be opened by itself.
 */
export const imageForEver = {
  "cache-control": "private, max-age=31536000, immutable",
  "content-security-policy": "default-src 'none'; sandbox",
} as const;
