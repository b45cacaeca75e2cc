import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { ServerRole, User, UserId } from "./user.ts";

/** What those who look after a server see of its accounts, and do with them. */

const time = Type.String({ format: "date-time" });

export const Suspension = Type.Object({
  since: time,
  until: Type.Union([time, Type.Null()], { description: "Null: until somebody ends it." }),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type Suspension = Static<typeof Suspension>;

/** An account, to those who may manage it. */
export const Account = Type.Object({
  ...User.properties,
  role: ServerRole,
  email: Type.Optional(Type.String({ description: "To those who `managePeople`." })),
  createdAt: time,
  activeAt: Type.Union([time, Type.Null()], {
    description: "When one of their sessions was used last; null where they have none.",
  }),
  sessionCount: Type.Integer({ description: "Where they are signed in." }),
  suspension: Type.Union([Suspension, Type.Null()]),
});
export type Account = Static<typeof Account>;

export const AccountsPage = Type.Object({
  accounts: Type.Array(Account),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type AccountsPage = Static<typeof AccountsPage>;

export const AccountsQuery = Type.Object({
  query: Type.Optional(
    Type.String({
      maxLength: 200,
      description:
        "A part of a display name or user name, or the beginnings of its words. A whole e-mail address finds its account.",
    }),
  ),
  role: Type.Optional(ServerRole),
  suspended: Type.Optional(
    Type.Boolean({ description: "Those who are suspended, or the others." }),
  ),
  sort: Type.Optional(
    Type.Enum(["name", "newest", "oldest"], { description: "`name` where it is not said." }),
  ),
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type AccountsQuery = Static<typeof AccountsQuery>;

export const SetServerRole = Type.Object({ role: ServerRole });
export type SetServerRole = Static<typeof SetServerRole>;

export const Suspend = Type.Object({
  until: Type.Optional(
    Type.Union([time, Type.Null()], {
      description:
        "When it ends by itself, in the future. Null or left out: until somebody ends it.",
    }),
  ),
  reason: Type.Optional(
    Type.String({
      maxLength: limits.suspensionReasonCharacters,
      description: "They are told it when they sign in.",
    }),
  ),
});
export type Suspend = Static<typeof Suspend>;

export const HandOnServer = Type.Object({
  userId: UserId,
  currentPassword: Type.String({ description: "Of the owner, who does it." }),
});
export type HandOnServer = Static<typeof HandOnServer>;

export const EndedSessions = Type.Object({ count: Type.Integer() });
export type EndedSessions = Static<typeof EndedSessions>;

export const ResetLink = Type.Object({
  url: Type.String({ description: "Lets in whoever has it, once. Hand it to nobody else." }),
  until: time,
});
export type ResetLink = Static<typeof ResetLink>;
