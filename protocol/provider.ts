import Type, { type Static } from "typebox";
import { inviteSecret } from "./accounts.ts";

/** Signing in with the identity provider of a server (OpenID Connect), under `/api/auth`. */

export const SignInWays = Type.Object({
  passwords: Type.Boolean({ description: "Whether passwords sign in." }),
  provider: Type.Union([Type.String(), Type.Null()], {
    description: "What people know the identity provider by; null where there is none.",
  }),
});
export type SignInWays = Static<typeof SignInWays>;

export const GoToProvider = Type.Object({
  next: Type.Optional(
    Type.String({ description: "The path of the page to come back to.", maxLength: 1_000 }),
  ),
  invite: Type.Optional(inviteSecret),
});
export type GoToProvider = Static<typeof GoToProvider>;

export const ProviderAddress = Type.Object({
  url: Type.String({ description: "Where the browser is to go now." }),
});
export type ProviderAddress = Static<typeof ProviderAddress>;

const currentPassword = Type.Optional(
  Type.String({ description: "Not needed within ten minutes of a sign-in." }),
);

export const ChangeProviderLink = Type.Object({ currentPassword });
export type ChangeProviderLink = Static<typeof ChangeProviderLink>;

export const ProviderLink = Type.Object({
  provider: Type.String({ description: "What people know it by." }),
  linkedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "Since when my account is linked; null where it is not.",
  }),
  passwordNeeded: Type.Boolean({
    description: "To change that takes the password: the sign-in is too long ago.",
  }),
});
export type ProviderLink = Static<typeof ProviderLink>;
