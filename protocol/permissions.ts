import type { ErrorCode } from "./errors.ts";
import type { RoomKind } from "./room.ts";
import type { TokenScope } from "./token-scopes.ts";

/**
 * Roles, what they permit, and what a rule of the table of rights (`rights.ts`) means. `docs/rights.md` says the same
 * in words.
 */

/** The roles in a room, the one that may do most first: the one order of them. */
export const roomRoles = ["owner", "moderator", "member"] as const;
export type RoomRole = (typeof roomRoles)[number];

/** What a role on the server may permit. */
export type Permission =
  | "createRooms"
  | "usePublicRooms"
  | "listPeople"
  | "openDirects"
  | "inviteToRooms"
  | "ownCommonRooms"
  | "haveOfficialName"
  | "manageEmoji"
  | "manageRooms"
  | "handleReports"
  | "suspendPeople"
  | "banAddresses"
  | "managePeople"
  | "readAudit"
  | "seeOverview"
  | "manageJobs"
  | "admitPeople"
  | "manageBots"
  | "manageMessages"
  | "manageServer"
  | "readPrivateMessages"
  | "handOnServer";

/** The roles on the server, the one that may do most first: the one order of them. */
export const serverRoleNames = ["owner", "admin", "moderator", "member", "guest"] as const;
export type ServerRole = (typeof serverRoleNames)[number];

/** Guests see the rooms that they were brought into and the people there, and may write to those. */
const ofGuests = ["openDirects"] as const;
const ofMembers = [
  ...ofGuests,
  ...(["createRooms", "usePublicRooms", "listPeople", "inviteToRooms"] as const),
] as const;
const ofModerators = [...ofMembers, "haveOfficialName", "handleReports", "suspendPeople"] as const;
const ofAdmins = [
  ...ofModerators,
  ...([
    "ownCommonRooms",
    "manageEmoji",
    "manageRooms",
    "banAddresses",
    "managePeople",
    "readAudit",
    "seeOverview",
    "manageJobs",
  ] as const),
  ...(["admitPeople", "manageBots", "manageMessages", "manageServer"] as const),
] as const;

/** The built-in roles on the server: named sets of permissions. Custom roles have sets of their own. */
export const serverRoles: Record<ServerRole, readonly Permission[]> = {
  owner: [...ofAdmins, "handOnServer"],
  admin: ofAdmins,
  moderator: ofModerators,
  member: ofMembers,
  guest: ofGuests,
};

/** What an operation takes. Whoever falls short of several is told of the first, in this order. */
export interface Rule {
  /** Nobody has to be signed in. */
  open?: true;
  /** Also for who has to confirm their e-mail address before anything else. */
  unconfirmed?: true;
  /** Which scope it takes of an API token; null where none is of use. The table of rights says it of each operation. */
  scope?: TokenScope | null;
  permission?: Permission;
  /**
   * `mine`: I am a member. `known`: that, or the room is public and I may `usePublicRooms`. Any other
   * room is not found, whether it exists or not. `any`: any but a direct, whoever is in it.
   */
  room?: "mine" | "known" | "any";
  /**
   * In a direct, where all have the same role and for ever: `never`, or whoever is in it where it is one of
   * more than two people (`group`). `only`: in no other room.
   */
  direct?: "never" | "group" | "only";
  /** The least role in the room; of a direct, see above. */
  role?: RoomRole;
  /** Which messages of such a room: any, all that somebody wrote, or those that I wrote. */
  message?: "any" | "written" | "own";
  /** With `own`: the least role in the room for messages that somebody else wrote. */
  othersMessage?: RoomRole;
  /** A member whom it concerns has to have a lower role in the room than I. */
  target?: "lower";
  /**
   * A person whom it concerns has to have a lower role on the server than I. `covered`: and may do nothing that I could
   * not give, since who lets themselves into an account does what its person may.
   */
  person?: "lower" | "covered";
}

/** Who wants to do something, and with what, as far as the operation concerns it. */
export interface Situation {
  /** Null for who is not signed in. */
  me: { id: string; role: ServerRole; permissions: readonly Permission[] } | null;
  /**
   * Null where there is no such room. Without a role I am not a member. Without its people it is no
   * direct.
   */
  room?: { kind?: RoomKind; userIds?: readonly string[] | null; role: RoomRole | null } | null;
  /** Null where there is no such message. An event has no author. */
  message?: { authorId: string | null } | null;
  /** The member whom it concerns. */
  target?: { role: RoomRole };
  /**
   * The person whom it concerns, by their role on the server. Null where there is nobody like that. A client may not know
   * their permissions.
   */
  person?: { role: ServerRole; permissions?: readonly Permission[] } | null;
}

/** What keeps somebody from what takes this, whomever it concerns, as they are told (see `denial-details.ts`); null where they may do it. */
export function denialBy(rule: Rule, situation: Situation): ErrorCode | null {
  const { me } = situation;
  if (rule.open) return null;
  if (!me) return "auth.required";
  if (rule.permission && !me.permissions.includes(rule.permission)) return "auth.forbidden";
  return rule.room ? denialInRoom(rule, me, situation) : null;
}

/** Whether a role is at least another one. */
export function isAtLeast(role: RoomRole | null, least: RoomRole): boolean {
  return role !== null && roomRoles.indexOf(role) <= roomRoles.indexOf(least);
}

/** Below zero where `a` may do more than `b`: the order of lists. */
export function compareRoles(a: RoomRole, b: RoomRole): number {
  return roomRoles.indexOf(a) - roomRoles.indexOf(b);
}

type Me = NonNullable<Situation["me"]>;

function denialInRoom(rule: Rule, me: Me, { room, message, target }: Situation): ErrorCode | null {
  if (rule.room === "any") return room && room.kind !== "direct" ? null : "room.not_found";
  const isKnown = rule.room === "known" && room?.kind === "public";
  const role = room?.role ?? null;
  if (role === null && !(isKnown && me.permissions.includes("usePublicRooms"))) {
    return rule.message ? "message.not_found" : "room.not_found";
  }
  const isDirect = room?.kind === "direct";
  if (!goesWith(rule, isDirect, room?.userIds ?? [])) return "room.wrong_kind";
  if (rule.role && !isDirect && !isAtLeast(role, rule.role)) return "room.forbidden";
  if (rule.message) return denialOfMessage(rule, me, role, message);
  const isBelow = !rule.target || !target || !role || compareRoles(role, target.role) < 0;
  return isBelow ? null : "room.forbidden";
}

function goesWith({ direct }: Rule, isDirect: boolean, userIds: readonly string[]): boolean {
  if (!isDirect) return direct !== "only";
  return direct === undefined || direct === "only" || (direct === "group" && userIds.length > 2);
}

function denialOfMessage(
  { message: whose, othersMessage }: Rule,
  me: Me,
  role: RoomRole | null,
  message: Situation["message"],
): ErrorCode | null {
  if (!message) return "message.not_found";
  if (whose === "any" || message.authorId === me.id) return null;
  const isWritten = message.authorId !== null;
  if (isWritten && whose === "written") return null;
  if (isWritten && othersMessage && isAtLeast(role, othersMessage)) return null;
  return "message.forbidden";
}
