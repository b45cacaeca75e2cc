import Type, { type Static } from "typebox";
import { apiTokenLimits } from "./api-token-limits.ts";
import { tokenScopes } from "./token-scopes.ts";
import { UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

/** What programs come with in the name of an account. */

const time = Type.String({ format: "date-time" });
const timeOrNull = Type.Union([time, Type.Null()]);

const Scopes = Type.Array(Type.Enum([...tokenScopes]), {
  ...{ minItems: 1, maxItems: tokenScopes.length },
  description: "What it opens: docs/rights.md has the scope of each operation.",
});

export const ApiTokenId = Uuid("An API token's id.");

export const ApiToken = Type.Object({
  id: ApiTokenId,
  name: Type.String({ maxLength: apiTokenLimits.apiTokenNameCharacters }),
  hint: Type.String({ description: "How its secret begins, by which one knows it again." }),
  scopes: Scopes,
  createdAt: time,
  createdBy: Type.Union([UserId, Type.Null()], {
    description: "Who made it; null where a command on the server did.",
  }),
  expiresAt: { ...timeOrNull, description: "Null: never. An expired one is listed for 30 days." },
  usedAt: {
    ...timeOrNull,
    description: "When it was used last; null: never. Noted every five minutes at most.",
  },
  usedFrom: Type.Union([Type.String(), Type.Null()], {
    description: "From which address, where that is known.",
  }),
});
export type ApiToken = Static<typeof ApiToken>;

export const ApiTokens = Type.Object({
  tokens: Type.Array(ApiToken, { description: "The newest first." }),
});
export type ApiTokens = Static<typeof ApiTokens>;

export const MyApiTokens = Type.Object({
  ...ApiTokens.properties,
  passwordNeeded: Type.Boolean({
    description: "Whether it takes the password to make one, since I signed in a while ago.",
  }),
});
export type MyApiTokens = Static<typeof MyApiTokens>;

const wish = {
  name: Type.String({ description: "To know it again by." }),
  scopes: Scopes,
  expiresAt: Type.Optional({
    ...timeOrNull,
    description: "When it ends by itself, in the future. Null or left out: never.",
  }),
};

export const MakeApiToken = Type.Object(wish);
export type MakeApiToken = Static<typeof MakeApiToken>;

export const CreateApiToken = Type.Object({
  ...wish,
  currentPassword: Type.Optional(
    Type.String({ description: "Not needed within ten minutes of a sign-in." }),
  ),
});
export type CreateApiToken = Static<typeof CreateApiToken>;

export const MadeApiToken = Type.Object({
  token: ApiToken,
  secret: Type.String({ description: "What programs send. It is told now, and never again." }),
});
export type MadeApiToken = Static<typeof MadeApiToken>;
