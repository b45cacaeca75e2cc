import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";

/** How somebody signs in: each names what came last. */
export const signInWays = ["password", "code", "passkey", "provider", "sign-up"] as const;
export type SignInWay = (typeof signInWays)[number];

/** `wrong`: the password, the code or the passkey. `suspended`: all was right, and the account may not be used. */
export const signInOutcomes = ["signed-in", "wrong", "suspended"] as const;
export type SignInOutcome = (typeof signInOutcomes)[number];

export const SignInRecord = Type.Object({
  id: Type.String({ format: "uuid" }),
  at: Type.String({ format: "date-time", description: "Of several, the last one." }),
  way: Type.Enum([...signInWays]),
  outcome: Type.Enum([...signInOutcomes]),
  attempts: Type.Integer({
    minimum: 1,
    description: "Those that failed alike from one network within an hour are one record.",
  }),
  address: Type.Union([Type.String(), Type.Null()]),
  userAgent: Type.Union([Type.String(), Type.Null()]),
  isNew: Type.Boolean({
    description: "The first time from this browser, of which the person was told by mail.",
  }),
});
export type SignInRecord = Static<typeof SignInRecord>;

export const SignInHistoryQuery = Type.Object({
  outcome: Type.Optional(Type.Enum([...signInOutcomes])),
  cursor: Type.Optional(
    Type.String({ maxLength: 1000, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Records on a page." }),
  ),
});
export type SignInHistoryQuery = Static<typeof SignInHistoryQuery>;

export const SignInHistory = Type.Object({
  signIns: Type.Array(SignInRecord, { description: "The newest first." }),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
export type SignInHistory = Static<typeof SignInHistory>;
