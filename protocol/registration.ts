import Type, { type Static } from "typebox";
import { admissionLimits } from "./admission-limits.ts";
import { limits } from "./limits.ts";
import { registrationModes } from "./registration-modes.ts";
import { RoomId } from "./room.ts";
import { User, UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

/** How people come to a server: what it says of itself, links that invite, and those who ask to be let in. */

const time = Type.String({ format: "date-time" });
const timeOrNull = Type.Union([time, Type.Null()]);
const cursor = Type.Optional(
  Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
);
const limit = Type.Optional(
  Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
);
const nextCursor = Type.Union([Type.String(), Type.Null()], {
  description: "Null on the last page.",
});

/** What anybody is told who may want to sign up. */
export const Registration = Type.Object({
  serverName: Type.String(),
  mode: Type.Enum([...registrationModes], {
    description: "`open` also where nobody is here yet: the first account owns the server.",
  }),
  domains: Type.Array(Type.String(), {
    description: "With `domain`, those of the e-mail addresses that may sign up.",
  }),
});
export type Registration = Static<typeof Registration>;

/** What anybody is told who has a link. */
export const InviteInfo = Type.Object({
  serverName: Type.String(),
  isValid: Type.Boolean({ description: "Whether it lets somebody in, now." }),
  invitedBy: Type.Union([Type.String(), Type.Null()], {
    description: "The display name of who invites, where it is valid and somebody made it.",
  }),
});
export type InviteInfo = Static<typeof InviteInfo>;

const InviteId = Uuid("An invitation's id.");

const inviteStates = ["open", "expired", "used up", "revoked", "void"] as const;

/** A link to sign up with. */
export const Invite = Type.Object({
  id: InviteId,
  state: Type.Enum([...inviteStates], {
    description:
      "`void` is one whose maker may invite nobody any more. Only `open` ones let people in.",
  }),
  createdAt: time,
  createdBy: Type.Union([UserId, Type.Null()], {
    description: "Null where a command on the server made it.",
  }),
  until: timeOrNull,
  uses: Type.Integer({ description: "People who came by it." }),
  maxUses: Type.Union([Type.Integer(), Type.Null()], { description: "Null: any number." }),
  roomIds: Type.Array(RoomId, { description: "Where it leads, beside the rooms of everybody." }),
});
export type Invite = Static<typeof Invite>;

export const CreateInvite = Type.Object({
  until: Type.Optional(
    Type.Union([time, Type.Null()], {
      description: "When it ends by itself, in the future. Null or left out: never.",
    }),
  ),
  maxUses: Type.Optional(
    Type.Union([Type.Integer({ minimum: 1, maximum: admissionLimits.inviteUses }), Type.Null()], {
      description: "How many people it lets in. Null or left out: any number.",
    }),
  ),
  roomIds: Type.Optional(
    Type.Array(RoomId, {
      maxItems: admissionLimits.inviteRooms,
      description: "Public rooms, or rooms that I am in. No directs.",
    }),
  ),
});
export type CreateInvite = Static<typeof CreateInvite>;

export const CreatedInvite = Type.Object({
  invite: Invite,
  url: Type.String({ description: "What is given to people. It is told now, and never again." }),
});
export type CreatedInvite = Static<typeof CreatedInvite>;

export const InvitesPage = Type.Object({
  invites: Type.Array(Invite),
  users: Type.Array(User, { description: "Those who made them." }),
  nextCursor,
});
export type InvitesPage = Static<typeof InvitesPage>;

/** Which invitations somebody wants to see, and in which order. */
const inviteFilters = {
  state: Type.Optional(Type.Enum([...inviteStates])),
  createdBy: Type.Optional(UserId),
  sort: Type.Optional(
    Type.Enum(["newest", "oldest"], { description: "`newest` where it is not said." }),
  ),
};

export const ExportInvitesQuery = Type.Object(inviteFilters);
export type ExportInvitesQuery = Static<typeof ExportInvitesQuery>;

export const InvitesQuery = Type.Object({ ...inviteFilters, cursor, limit });
export type InvitesQuery = Static<typeof InvitesQuery>;

const approvalStates = ["awaited", "approved", "refused"] as const;

/** Somebody who asked to be let in. */
export const RegistrationRequest = Type.Object({
  ...User.properties,
  email: Type.String(),
  isConfirmed: Type.Boolean({
    description: "Whether their e-mail address is confirmed, or need not be.",
  }),
  state: Type.Enum([...approvalStates]),
  askedAt: time,
  decidedAt: timeOrNull,
  decidedBy: Type.Union([UserId, Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()], {
    description: "Why they were refused, as they were told.",
  }),
});
export type RegistrationRequest = Static<typeof RegistrationRequest>;

export const RegistrationsPage = Type.Object({
  registrations: Type.Array(RegistrationRequest),
  users: Type.Array(User, { description: "Those who decided." }),
  nextCursor,
});
export type RegistrationsPage = Static<typeof RegistrationsPage>;

/** Which requests somebody wants to see, and in which order. */
const requestFilters = {
  query: Type.Optional(
    Type.String({
      maxLength: 200,
      description:
        "A part of a display name or user name, or the beginnings of its words. A whole e-mail address finds its account.",
    }),
  ),
  state: Type.Optional(Type.Enum([...approvalStates])),
  sort: Type.Optional(
    Type.Enum(["oldest", "newest"], {
      description: "By when they asked; `oldest` where it is not said.",
    }),
  ),
};

export const ExportRegistrationsQuery = Type.Object(requestFilters);
export type ExportRegistrationsQuery = Static<typeof ExportRegistrationsQuery>;

export const RegistrationsQuery = Type.Object({ ...requestFilters, cursor, limit });
export type RegistrationsQuery = Static<typeof RegistrationsQuery>;

export const RefuseRegistration = Type.Object({
  reason: Type.Optional(
    Type.String({
      maxLength: admissionLimits.refusalReasonCharacters,
      description: "They are told it.",
    }),
  ),
});
export type RefuseRegistration = Static<typeof RefuseRegistration>;
