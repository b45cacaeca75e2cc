import Type, { type Static } from "typebox";
import { ApiTokenId } from "./api-tokens.ts";
import { DeletedMessages } from "./deletion.ts";
import { Filter } from "./filters.ts";
import { JobId, JobKind } from "./jobs.ts";
import { limits } from "./limits.ts";
import { RoomRole } from "./member.ts";
import { Resolution } from "./report.ts";
import { RoomKeptDays } from "./retention.ts";
import { MadeRoomKind, RoomId, RoomKind } from "./room.ts";
import { WarningId } from "./sanctions.ts";
import { tokenScopes } from "./token-scopes.ts";
import {
  CustomRoleId,
  HeldRole,
  Permission,
  PictureHash,
  ServerRole,
  User,
  UserId,
} from "./user.ts";

const reason = Type.Union([Type.String(), Type.Null()], { description: "Why, where it was said." });
const time = Type.String({ format: "date-time" });
const timeOrNull = Type.Union([time, Type.Null()]);

const { kind: FilterKindName, action, entries, explanation, isOn, sparesBots } = Filter.properties;
const filterState = { action, entries, explanation, isOn, sparesBots };

/** What of a room was changed. */
const RoomFields = Type.Partial(
  Type.Object({
    name: Type.String(),
    topic: Type.String(),
    kind: MadeRoomKind,
    announcement: Type.Boolean(),
    slowSeconds: Type.Integer(),
    guardedMentions: Type.Boolean(),
  }),
);

/** What of a bot was changed. */
const BotFields = Type.Partial(
  Type.Object({
    username: Type.String(),
    displayName: Type.String(),
    about: Type.Union([Type.String(), Type.Null()]),
    picture: Type.Union([PictureHash, Type.Null()]),
  }),
);

const roleContents = { name: Type.String(), permissions: Type.Array(Permission) };
const customRole = Type.Object({ roleId: CustomRoleId, base: ServerRole, ...roleContents });

/** What is kept of each kind of administrative act: what was before, and what is after. */
export const auditDetails = {
  "role.set": Type.Object({
    before: ServerRole,
    after: ServerRole,
    customBefore: Type.Optional(HeldRole),
    customAfter: Type.Optional(HeldRole),
  }),
  "custom-role.created": customRole,
  "custom-role.changed": Type.Object({
    roleId: CustomRoleId,
    before: Type.Object(roleContents),
    after: Type.Object(roleContents),
  }),
  "custom-role.deleted": Type.Object({ ...customRole.properties, holders: Type.Integer() }),
  "server.handed-on": Type.Object({ before: UserId, after: UserId }),
  "person.suspended": Type.Object({ until: timeOrNull, reason }),
  "person.unsuspended": Type.Object({ since: time }),
  "address.banned": Type.Object({ network: Type.String(), until: timeOrNull, reason }),
  "address.unbanned": Type.Object({ network: Type.String() }),
  "filter.made": Type.Object({ filterId: Type.String(), kind: FilterKindName, ...filterState }),
  "filter.changed": Type.Object({
    filterId: Type.String(),
    kind: FilterKindName,
    before: Type.Object(filterState),
    after: Type.Object(filterState),
  }),
  "filter.deleted": Type.Object({ filterId: Type.String(), kind: FilterKindName, ...filterState }),
  "person.warned": Type.Object({ warningId: WarningId, reason: Type.String() }),
  "person.silenced": Type.Object({ until: timeOrNull, reason }),
  "person.unsilenced": Type.Object({ since: time }),
  "sessions.ended": Type.Object({ count: Type.Integer() }),
  "reset-link.made": Type.Object({ until: time }),
  "report.resolved": Type.Object({
    resolution: Resolution,
    roomId: RoomId,
    number: Type.Integer(),
    reports: Type.Integer({ description: "So many were open." }),
  }),
  "account.created": Type.Object({
    username: Type.String(),
    role: ServerRole,
    customRole: Type.Optional(HeldRole),
  }),
  "second-factor.reset": Type.Object({
    told: Type.Boolean({ description: "Whether they were told by mail." }),
  }),
  "list.exported": Type.Object({
    list: Type.Enum(
      [
        "people",
        "audit",
        "rooms",
        "registrations",
        "invites",
        "reports",
        "jobs",
        "messages",
        "bots",
        "tokens",
        "emoji",
        "bans",
        "filters",
      ],
      {
        description: "Of which all was handed out as a file.",
      },
    ),
  }),
  "room.created": Type.Object({ roomId: RoomId, name: Type.String(), kind: MadeRoomKind }),
  "room.changed": Type.Object({
    roomId: RoomId,
    name: Type.String({ description: "As it was called before." }),
    before: RoomFields,
    after: RoomFields,
  }),
  "member.added": Type.Object({ roomId: RoomId, name: Type.String(), role: RoomRole }),
  "member.removed": Type.Object({ roomId: RoomId, name: Type.String() }),
  "member.role-set": Type.Object({
    roomId: RoomId,
    name: Type.String(),
    before: RoomRole,
    after: RoomRole,
  }),
  "room.archived": Type.Object({ roomId: RoomId, name: Type.String() }),
  "room.restored": Type.Object({ roomId: RoomId, name: Type.String() }),
  "room.deleted": Type.Object({ roomId: RoomId, name: Type.String() }),
  "invite.made": Type.Object({
    inviteId: Type.String(),
    until: timeOrNull,
    maxUses: Type.Union([Type.Integer(), Type.Null()]),
    roomIds: Type.Array(Type.String()),
  }),
  "invite.revoked": Type.Object({ inviteId: Type.String(), uses: Type.Integer() }),
  "emoji.added": Type.Object({ name: Type.String() }),
  "emoji.deleted": Type.Object({ name: Type.String() }),
  "bot.made": Type.Object({ username: Type.String() }),
  "bot.changed": Type.Object({ before: BotFields, after: BotFields }),
  "token.made": Type.Object({
    tokenId: ApiTokenId,
    name: Type.String(),
    scopes: Type.Array(Type.Enum([...tokenScopes])),
    until: timeOrNull,
  }),
  "token.revoked": Type.Object({ tokenId: ApiTokenId, name: Type.String() }),
  "registration.approved": Type.Object({}),
  "registration.refused": Type.Object({ reason }),
  "deletion.begun": Type.Object({ at: time }),
  "deletion.cancelled": Type.Object({}),
  "account.deleted": Type.Object({ messages: DeletedMessages }),
  "message.deleted": Type.Object({
    roomId: RoomId,
    name: Type.String({ description: "Of the room." }),
    number: Type.Integer(),
  }),
  "message.restored": Type.Object({
    roomId: RoomId,
    name: Type.String({ description: "Of the room." }),
    number: Type.Integer(),
    deletedById: UserId,
  }),
  "messages.opened": Type.Object({
    roomId: RoomId,
    kind: RoomKind,
    name: Type.String({ description: "Empty where it has none." }),
    reason: Type.String(),
    until: time,
    told: Type.Boolean({ description: "Whether the room says so to its members." }),
  }),
  "retention.tried": Type.Object({
    roomId: Type.Union([RoomId, Type.Null()], { description: "Null for the server." }),
    name: Type.String({ description: "Of the room; empty for the server." }),
    days: Type.Integer(),
    messages: Type.Integer({ description: "So many would have gone." }),
  }),
  "retention.set": Type.Object({
    roomId: RoomId,
    name: Type.String(),
    before: RoomKeptDays,
    after: RoomKeptDays,
  }),
  "job.cancelled": Type.Object({ jobId: JobId, kind: JobKind }),
  "job.retried": Type.Object({ jobId: JobId, kind: JobKind }),
  "setting.changed": Type.Object({
    name: Type.String(),
    before: Type.Unknown(),
    after: Type.Unknown(),
  }),
} as const;
export type AuditAction = keyof typeof auditDetails;
export type AuditDetails = {
  [Action in AuditAction]: Static<(typeof auditDetails)[Action]>;
};

export const auditActions = Object.keys(auditDetails) as AuditAction[];

const Action = Type.Enum(auditActions, { description: "What was done." });

const Means = Type.Enum(["session", "token", "api token", "command line", "provider"], {
  description:
    "By what they were known: the cookie or a token of a session, an API token, that they run commands on the server, or that they are the identity provider, which says the roles of groups.",
});

/** One administrative act. */
export const AuditEntry = Type.Object({
  id: Type.Integer({ description: "Later ones have higher ids." }),
  at: time,
  actorId: Type.Union([UserId, Type.Null()], {
    description: "Who did it; null for a command on the server.",
  }),
  means: Means,
  address: Type.Union([Type.String(), Type.Null()], {
    description: "From which address, where that is known.",
  }),
  action: Action,
  userId: Type.Union([UserId, Type.Null()], {
    description: "Whom it concerns; null where that is the server.",
  }),
  details: Type.Unsafe<AuditDetails[AuditAction]>(
    Type.Union(Object.values(auditDetails), {
      description: "What was before and after; what is in it depends on `action`.",
    }),
  ),
});
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditPage = Type.Object({
  entries: Type.Array(AuditEntry),
  users: Type.Array(User, { description: "Those whom the entries name, as they are called now." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type AuditPage = Static<typeof AuditPage>;

/** What of the log somebody wants to see, and in which order. */
const filters = {
  actorId: Type.Optional({ ...UserId, description: "Who did it." }),
  means: Type.Optional(Means),
  userId: Type.Optional({ ...UserId, description: "Whom it concerns." }),
  action: Type.Optional(Action),
  from: Type.Optional({ ...time, description: "Not older than this." }),
  to: Type.Optional({ ...time, description: "Older than this." }),
  sort: Type.Optional(
    Type.Enum(["newest", "oldest"], { description: "`newest` where it is not said." }),
  ),
};

export const ExportAuditQuery = Type.Object({
  ...filters,
  format: Type.Optional(Type.Enum(["csv", "json"], { description: "`csv` where it is not said." })),
});
export type ExportAuditQuery = Static<typeof ExportAuditQuery>;

export const AuditQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type AuditQuery = Static<typeof AuditQuery>;
