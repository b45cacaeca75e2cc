import Type, { type Static } from "typebox";
import { ApiToken, ApiTokenId } from "./api-tokens.ts";
import { limits } from "./limits.ts";
import { Problem } from "./problem.ts";
import { User, UserId } from "./user.ts";

/** What those who look after people see of the API tokens that people have made for themselves, and do with them. */

const time = Type.String({ format: "date-time" });

export const ManagedToken = Type.Object({
  ...ApiToken.properties,
  userId: { ...UserId, description: "In whose name programs come with it." },
});
export type ManagedToken = Static<typeof ManagedToken>;

export const ManagedTokensPage = Type.Object({
  tokens: Type.Array(ManagedToken, { description: "Without their secrets." }),
  users: Type.Array(User, { description: "Whose they are, and who made them." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type ManagedTokensPage = Static<typeof ManagedTokensPage>;

/** What of the tokens somebody wants to see, and in which order. */
const filters = {
  query: Type.Optional(
    Type.String({
      maxLength: 200,
      description: "A part of the name of a token, or of what its person is called.",
    }),
  ),
  userId: Type.Optional({ ...UserId, description: "Whose they are." }),
  expired: Type.Optional(Type.Boolean({ description: "Those whose end has come, or the others." })),
  unusedSince: Type.Optional({
    ...time,
    description: "Those that were made before then, and not used since.",
  }),
  sort: Type.Optional(
    Type.Enum(["newest", "oldest", "recent", "idle"], {
      description:
        "By when they were made, or by when they were used last (`recent`: those first that just were). `newest` where it is not said.",
    }),
  ),
};

export const ExportTokensQuery = Type.Object(filters);
export type ExportTokensQuery = Static<typeof ExportTokensQuery>;

export const ManagedTokensQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type ManagedTokensQuery = Static<typeof ManagedTokensQuery>;

export const RevokeTokens = Type.Object({
  tokenIds: Type.Array(ApiTokenId, { minItems: 1, maxItems: limits.pageRows }),
});
export type RevokeTokens = Static<typeof RevokeTokens>;

export const RevokedTokens = Type.Object({
  results: Type.Array(
    Type.Object({
      tokenId: ApiTokenId,
      problem: Type.Union(
        [
          Type.Object({ code: Problem.properties.code, detail: Problem.properties.detail }),
          Type.Null(),
        ],
        { description: "Null where it is done." },
      ),
    }),
    { description: "In the order of the request." },
  ),
});
export type RevokedTokens = Static<typeof RevokedTokens>;
