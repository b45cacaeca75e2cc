import Type, { type Static } from "typebox";
import { type ErrorCode as Code, errors } from "./errors.ts";

/** One of the codes of `errors.ts`. */
export const ErrorCode = Type.Unsafe<Code>(Type.Enum(Object.keys(errors) as Code[]));

/** An error over HTTP: RFC 9457, `application/problem+json`. */
export const Problem = Type.Object({
  type: Type.String({ description: "`urn:roost:error:` and the code." }),
  title: Type.String(),
  status: Type.Integer(),
  code: ErrorCode,
  detail: Type.String({ description: "What was wrong, and what to do." }),
  retryAfterMs: Type.Optional(Type.Integer({ minimum: 0 })),
  challenge: Type.Optional(
    Type.String({
      description: "With `auth.second_factor_needed`: what the code is to be given with.",
    }),
  ),
});
export type Problem = Static<typeof Problem>;
