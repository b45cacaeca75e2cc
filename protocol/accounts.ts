import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { ServerRole, UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

/** Requests and answers under `/api/auth`. The names of the fields are those of Better Auth. */

const password = Type.String({ maxLength: limits.passwordMaxCharacters });
const email = Type.String({ maxLength: 254 });

export const SignUp = Type.Object({
  name: Type.String({ description: "The display name." }),
  username: Type.String({
    description: "2 to 32 letters, digits, dots, hyphens and underscores; kept in lower case.",
  }),
  email,
  password: Type.String({
    minLength: limits.passwordMinCharacters,
    maxLength: limits.passwordMaxCharacters,
  }),
});
export type SignUp = Static<typeof SignUp>;

export const SignInByUsername = Type.Object({
  username: Type.String({ maxLength: 254 }),
  password,
});
export type SignInByUsername = Static<typeof SignInByUsername>;

export const SignInByEmail = Type.Object({ email, password });
export type SignInByEmail = Static<typeof SignInByEmail>;

export const AccountUser = Type.Object({
  id: UserId,
  username: Type.String(),
  name: Type.String({ description: "The display name." }),
  email: Type.String(),
  role: ServerRole,
  createdAt: Type.String({ format: "date-time" }),
});
export type AccountUser = Static<typeof AccountUser>;

export const SignedIn = Type.Object({
  token: Type.String({
    description:
      "The session's secret, for clients without cookies: `Authorization: Bearer` under `/api/auth`.",
  }),
  user: AccountUser,
});
export type SignedIn = Static<typeof SignedIn>;

/** A place where somebody is signed in. */
export const AccountSession = Type.Object({
  id: Uuid("A session's id."),
  createdAt: Type.String({ format: "date-time" }),
  expiresAt: Type.String({ format: "date-time" }),
  userAgent: Type.Union([Type.String(), Type.Null()]),
  ipAddress: Type.Union([Type.String(), Type.Null()]),
  current: Type.Boolean({ description: "Whether this is the session that asks." }),
});
export type AccountSession = Static<typeof AccountSession>;

export const CurrentSession = Type.Union(
  [Type.Object({ session: AccountSession, user: AccountUser }), Type.Null()],
  { description: "Null when nobody is signed in." },
);
export type CurrentSession = Static<typeof CurrentSession>;

export const RevokeSession = Type.Object({ id: Uuid("A session's id.") });
export type RevokeSession = Static<typeof RevokeSession>;

export const AccessToken = Type.Object({
  token: Type.String({
    description: "A signed JWT that lives for minutes: for `/api` and for the gateway's hello.",
  }),
});
export type AccessToken = Static<typeof AccessToken>;

export const PublicKeys = Type.Object({
  keys: Type.Array(
    Type.Object({
      kid: Type.String(),
      kty: Type.String(),
      alg: Type.String(),
      crv: Type.String(),
      x: Type.String(),
    }),
  ),
});
export type PublicKeys = Static<typeof PublicKeys>;
