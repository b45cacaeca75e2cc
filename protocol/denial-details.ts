import type { ErrorCode } from "./errors.ts";
import {
  isAtLeast,
  type Permission,
  type RoomRole,
  type Rule,
  roomRoles,
  type Situation,
} from "./permissions.ts";
import { mayGive } from "./ranks.ts";
import { type Operation, rights } from "./rights.ts";

/** What a denial says beyond its code. Clients have texts of their own, so it does not go into browsers. */

/** What a role on the server may permit: to … */
export const permissions = {
  createRooms: "make rooms",
  usePublicRooms: "find, see and join public rooms",
  listPeople: "see everybody who is on this server",
  openDirects: "open conversations with people",
  inviteToRooms: "bring people into rooms",
  ownCommonRooms: "own the rooms that everybody is taken into",
  haveOfficialName: "have a user name that speaks for the server",
  manageEmoji: "add emoji to this server and delete them",
  manageRooms: "see all rooms of this server, and change them and who is in them",
  handleReports: "see what people report, and delete reported messages",
  suspendPeople: "see all accounts, warn, mute and suspend people, and sign them out",
  banAddresses: "see from which networks nobody uses this server, and change that",
  managePeople:
    "make accounts, give people roles, let them in who are locked out, and delete accounts",
  readAudit: "read what was done to this server and its people",
  seeOverview: "see how this server does",
  manageJobs: "see the long work of this server, end it, and have it go on",
  admitPeople: "invite people to this server, and let in those who ask for it",
  manageBots: "make bots, and look after them",
  manageMessages:
    "see what is written in public rooms and what was deleted there, delete it and bring it back",
  manageServer: "change the settings of this server",
  readPrivateMessages: "read what is written in private rooms and directs, with a reason",
  handOnServer: "hand this server on",
} as const satisfies Record<Permission, string>;

/** What is said of a denial, as `denialOf` found it; undefined where its code says all. */
export function denialDetail(
  code: ErrorCode,
  operation: Operation,
  { me, room, message, target, person }: Situation,
): string | undefined {
  const rule: Rule = rights[operation];
  if (code === "auth.forbidden" && rule.permission) {
    return `Your role on this server does not let you ${permissions[rule.permission]}.`;
  }
  if (code === "people.rank") {
    return `It takes a higher role on this server than theirs: you are ${me?.role}, they are ${person?.role}.`;
  }
  if (code === "people.permissions") {
    const beyond = person?.permissions?.find((one) => !mayGive(me?.permissions ?? [], one));
    return `They may ${beyond ? permissions[beyond] : "do more"}, and you cannot let anybody do that.`;
  }
  if (code === "room.wrong_kind") return wrongKind(rule);
  if (code === "room.forbidden") {
    const role = room?.role ?? null;
    if (rule.role && !isAtLeast(role, rule.role)) {
      return `Only ${rolesFrom(rule.role)} of the room may do that.`;
    }
    return `It takes a higher role in the room than theirs: you are ${role}, they are ${target?.role}.`;
  }
  if (code !== "message.forbidden") return undefined;
  if (message?.authorId === null) return "Nobody wrote this message: it says what happened.";
  const { othersMessage } = rule;
  const others = othersMessage ? `, and ${rolesFrom(othersMessage)} of the room,` : "";
  return `Only its author${others} may do that.`;
}

/** Those who have at least a role: "owners and moderators". */
export function rolesFrom(least: RoomRole): string {
  const names = roomRoles.slice(0, roomRoles.indexOf(least) + 1).map((role) => `${role}s`);
  return names.join(", ").replace(/, ([^,]+)$/, " and $1");
}

function wrongKind({ direct }: Rule): string {
  if (direct === "only") return "Only a direct conversation can be hidden and shown again.";
  if (direct === "group") return "Only a direct conversation of more than two people has a name.";
  return "A direct conversation is of the people that it was opened for, for ever and alike.";
}
