import { type ErrorCode, errors } from "@roost/protocol/errors.ts";
import { Problem } from "@roost/protocol/problem.ts";
import Type, { type TSchema } from "typebox";

/** What any route may answer. */
const anywhere = [
  "request.malformed",
  "request.invalid",
  "server.busy",
  "server.internal",
] as const;

/** A successful answer of a route. */
export function json<Schema extends TSchema>(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } };
}

/** A successful answer without a body. */
export function nothing(description: string) {
  return Type.Null({ description });
}

/** The refusals of a route, by status, for its description. */
export function problems(...codes: ErrorCode[]) {
  const byStatus = Map.groupBy([...codes, ...anywhere], (code) => errors[code].status);
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

/** The refusals of every route that requires somebody signed in. */
export const signedOut = [
  "auth.required",
  "auth.token_invalid",
  "auth.token_expired",
] as const satisfies ErrorCode[];

/** The refusals of every route that takes a body. */
export const badBody = [
  "auth.origin_forbidden",
  "request.too_large",
  "request.unsupported_media_type",
  "text.invalid_characters",
] as const satisfies ErrorCode[];
