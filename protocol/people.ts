import Type, { type Static } from "typebox";
import { admissionLimits } from "./admission-limits.ts";
import { RoleToGive } from "./custom-roles.ts";
import { limits } from "./limits.ts";
import { Problem } from "./problem.ts";
import { registrationModes } from "./registration-modes.ts";
import { SilenceOf, SilenceWish, Warn } from "./sanctions.ts";
import { HeldRole, ServerRole, User, UserId } from "./user.ts";

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
  customRole: Type.Optional(HeldRole),
  email: Type.Optional(Type.String({ description: "To those who `managePeople`." })),
  createdAt: time,
  activeAt: Type.Union([time, Type.Null()], {
    description:
      "When they used this server last; null where they never did. Noted every five minutes at most.",
  }),
  sessionCount: Type.Integer({ description: "Where they are signed in." }),
  suspension: Type.Union([Suspension, Type.Null()]),
  silence: Type.Union([SilenceOf, Type.Null()], { description: "Whether they may only read." }),
});
export type Account = Static<typeof Account>;

export const AccountsPage = Type.Object({
  accounts: Type.Array(Account),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type AccountsPage = Static<typeof AccountsPage>;

/** An account with what lists leave out. */
export const AccountDetails = Type.Object({
  ...Account.properties,
  formerUsernames: Type.Array(Type.String(), { description: "The newest first." }),
  isConfirmed: Type.Boolean({
    description: "Whether their e-mail address is confirmed, or need not be.",
  }),
  registeredBy: Type.Union(
    [Type.Enum(registrationModes.filter((mode) => mode !== "closed")), Type.Null()],
    { description: "How they came; null where somebody made the account for them." },
  ),
  approval: Type.Union([Type.Enum(["awaited", "approved", "refused"]), Type.Null()], {
    description: "Whether they were let in; null where they had not to ask.",
  }),
  hasApp: Type.Boolean({ description: "Whether a code of an app is asked for when they sign in." }),
  passkeys: Type.Integer(),
  deletionAt: Type.Union([time, Type.Null()], {
    description:
      "When the account is deleted, unless somebody keeps it; null where it is not to be.",
  }),
  rooms: Type.Integer({ description: "Rooms that they are in, without directs." }),
});
export type AccountDetails = Static<typeof AccountDetails>;

/** What of the accounts somebody wants to see, and in which order. */
const filters = {
  query: Type.Optional(
    Type.String({
      maxLength: 200,
      description:
        "A part of a display name or user name, or the beginnings of its words. A whole e-mail address finds its account.",
    }),
  ),
  role: Type.Optional(RoleToGive),
  suspended: Type.Optional(
    Type.Boolean({ description: "Those who are suspended, or the others." }),
  ),
  silenced: Type.Optional(Type.Boolean({ description: "Those who may only read, or the others." })),
  activeSince: Type.Optional({ ...time, description: "Who used the server then or later." }),
  idleSince: Type.Optional({
    ...time,
    description: "Who did not use the server since then, or never.",
  }),
  sort: Type.Optional(
    Type.Enum(["name", "newest", "oldest", "recent", "idle"], {
      description:
        "By name, by when the account was made, or by when they used the server last (`recent`: those first who did just now). `name` where it is not said.",
    }),
  ),
};

export const ExportAccountsQuery = Type.Object(filters);
export type ExportAccountsQuery = Static<typeof ExportAccountsQuery>;

export const AccountsQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type AccountsQuery = Static<typeof AccountsQuery>;

export const SetServerRole = Type.Object({ role: RoleToGive });
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
      maxLength: limits.sanctionReasonCharacters,
      description: "They are told it when they sign in.",
    }),
  ),
  banAddresses: Type.Optional(
    Type.Boolean({
      description:
        "Whether nobody uses the server from the addresses, either, from which they used it in the last 30 days, for as long. Takes `banAddresses`.",
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

/** An account that somebody makes for somebody else, whatever the registration says. */
export const CreatePerson = Type.Object({
  username: Type.String({ description: "As at a sign-up." }),
  displayName: Type.String(),
  email: Type.String(),
  role: Type.Optional(RoleToGive),
});
export type CreatePerson = Static<typeof CreatePerson>;

export const CreatedPerson = Type.Object({
  account: Account,
  resetLink: ResetLink,
});
export type CreatedPerson = Static<typeof CreatedPerson>;

const userIds = Type.Array(UserId, { minItems: 1, maxItems: admissionLimits.changedPeople });

/** The same, done to several people. */
export const ChangePeople = Type.Union([
  Type.Object({ change: Type.Literal("suspend"), userIds, ...Suspend.properties }),
  Type.Object({ change: Type.Literal("unsuspend"), userIds }),
  Type.Object({ change: Type.Literal("silence"), userIds, ...SilenceWish.properties }),
  Type.Object({ change: Type.Literal("unsilence"), userIds }),
  Type.Object({ change: Type.Literal("warn"), userIds, ...Warn.properties }),
  Type.Object({ change: Type.Literal("endSessions"), userIds }),
  Type.Object({ change: Type.Literal("setServerRole"), userIds, role: RoleToGive }),
]);
export type ChangePeople = Static<typeof ChangePeople>;

export const ChangedPeople = Type.Object({
  results: Type.Array(
    Type.Object({
      userId: UserId,
      problem: Type.Union(
        [
          Type.Object({
            code: Problem.properties.code,
            detail: Problem.properties.detail,
          }),
          Type.Null(),
        ],
        { description: "Null where it is done." },
      ),
    }),
    { description: "In the order of the request." },
  ),
});
export type ChangedPeople = Static<typeof ChangedPeople>;
