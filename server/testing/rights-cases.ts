import { randomUUID } from "node:crypto";
import type { CreateCustomRole } from "@roost/protocol/custom-roles.ts";
import {
  type RoomRole,
  type Rule,
  roomRoles,
  type ServerRole,
  serverRoleNames,
  serverRoles,
} from "@roost/protocol/permissions.ts";
import type { RoomKind } from "@roost/protocol/room.ts";
import { lockPersons, writePlaces } from "../persons/write-places.ts";
import type { Db } from "../store/database.ts";
import { foldedName } from "../store/folded-name.ts";

const standings = [...roomRoles, "not a member", "removed"] as const;
type Standing = (typeof standings)[number];
/** Of directs, those of two people and of more. */
const kinds = ["public", "private", "direct", "group"] as const;
type Kind = (typeof kinds)[number];
const isDirect = (kind: Kind) => kind === "direct" || kind === "group";

/** The author of what others wrote, and whoever is the target of something. */
export type Others = { author: string; outsider: string } & Record<RoomRole, string>;

/** What is asked for: a place in which everybody who asks has the same standing, and what is in it. */
export interface Case {
  kind: Kind;
  standing: Standing;
  /** Whose message it is about. */
  whose: "mine" | "another's" | "nobody's";
  /** The role of the member whom it is done to. */
  target: RoomRole;
  /** The role on the server of the person whom it is done to. */
  person: ServerRole;
}

export const place: Case = {
  ...{ kind: "private", standing: "member", whose: "mine", target: "member", person: "member" },
};

/** All cases in which the rule of an operation may matter. */
export function casesOf(rule: Rule): Case[] {
  if (rule.person) return serverRoleNames.map((person) => ({ ...place, person }));
  if (!rule.room) return [place];
  const rooms = kinds.flatMap((kind) =>
    standings
      .filter((standing) => !isDirect(kind) || ["member", "not a member"].includes(standing))
      .map((standing): Case => ({ ...place, kind, standing })),
  );
  if (rule.message) {
    return rooms.flatMap((room) => [
      { ...room, whose: "mine" },
      { ...room, whose: "another's" },
      { ...room, whose: "nobody's" },
    ]);
  }
  return rooms.flatMap((room) => roomRoles.map((target) => ({ ...room, target })));
}

/** Who asks: a built-in role with its permissions, or a custom one of that rank with its own. */
export interface Asker {
  role: ServerRole;
  permissions: readonly string[];
}

/** Each with some permissions more and some fewer than its base; and all there are, which its rank still bounds. */
export const customRoles: readonly CreateCustomRole[] = [
  {
    name: "Auditing member",
    base: "member",
    permissions: [
      ...serverRoles.member.filter((one) => one !== "createRooms" && one !== "usePublicRooms"),
      ...(["readAudit", "managePeople", "manageBots"] as const),
    ],
  },
  {
    name: "Small admin",
    base: "admin",
    permissions: [
      ...serverRoles.admin.filter((one) => one !== "manageServer" && one !== "createRooms"),
      "readPrivateMessages",
    ],
  },
  {
    name: "Member with all",
    base: "member",
    permissions: [...serverRoles.admin, "readPrivateMessages"],
  },
  { name: "Nothing", base: "moderator", permissions: [] },
];

/** What the table says of somebody in a case: a code, or null where they may. Read without its code. */
export function expected(
  rule: Rule,
  { role, permissions }: Asker,
  { kind, standing, whose, target, person }: Case,
) {
  const rank = (one: string) => (roomRoles as readonly string[]).indexOf(one);
  const isMember = rank(standing) >= 0;
  const has = (permission: string) => permissions.includes(permission);
  if (rule.open) return null;
  if (rule.permission && !has(rule.permission)) return "auth.forbidden";
  const place = (one: ServerRole) => serverRoleNames.indexOf(one);
  if (rule.person) {
    if (place(role) >= place(person)) return "people.rank";
    const isCovered = rule.person === "lower" || serverRoles[person].every(has);
    return isCovered ? null : "people.permissions";
  }
  if (rule.room === "any") return isDirect(kind) ? "room.not_found" : null;
  const isOpen = rule.room === "known" && kind === "public" && has("usePublicRooms");
  if (rule.room && !isMember && !isOpen) {
    return rule.message ? "message.not_found" : "room.not_found";
  }
  const goes = { never: !isDirect(kind), group: kind !== "direct", only: isDirect(kind) };
  if (rule.room && !(rule.direct ? goes[rule.direct] : true)) return "room.wrong_kind";
  if (rule.role && !isDirect(kind) && rank(standing) > rank(rule.role)) return "room.forbidden";
  if (rule.message === "written" && whose === "nobody's") return "message.forbidden";
  if (rule.message === "own" && whose !== "mine") {
    const least = rule.othersMessage;
    const may = whose === "another's" && least && rank(standing) <= rank(least);
    if (!may) return "message.forbidden";
  }
  if (rule.target === "lower" && rank(standing) >= rank(target)) return "room.forbidden";
  return null;
}

export interface Place {
  roomId: string;
  number: number;
  targetId: string;
}

/** What the row of such a room holds. */
export const furnished = { name: "Room", topic: "", version: 3, last_number: 3 };

/** A room in which `me` has that standing. As the domain would leave it, in a few statements. */
export async function furnish(
  db: Db,
  me: string,
  others: Others,
  { kind, standing, whose, target }: Case,
): Promise<Place> {
  const roomId = randomUUID();
  const entered = { room_id: roomId, version: 1, left_at: null };
  const inside: (typeof entered & { user_id: string; role: RoomRole })[] = [
    { ...entered, user_id: others.author, role: "member" },
    ...(kind === "direct" ? [] : roomRoles).map((role) => {
      const given = isDirect(kind) ? "member" : role;
      return { ...entered, user_id: others[role], role: given };
    }),
  ];
  if (standing === "removed") {
    inside.push({ ...entered, user_id: me, role: "member", left_at: new Date() as never });
  } else if (standing !== "not a member") inside.push({ ...entered, user_id: me, role: standing });
  const counted = inside.filter(({ left_at }) => left_at === null).length;
  const ofDirect = isDirect(kind) && {
    kind: "direct" as const,
    user_ids: inside.map(({ user_id }) => user_id).sort(),
  };
  const room = {
    ...{ id: roomId, kind: kind as RoomKind, ...ofDirect },
    ...{ ...foldedName("Room"), ...furnished, member_count: counted },
  };
  await db.insertInto("rooms").values(room).execute();
  const placed = inside.map((row) => ({ ...row, placed_version: 1 }));
  await db.insertInto("members").values(placed).execute();
  const places = inside.map(({ room_id, user_id, left_at }) => {
    return {
      room_id,
      user_id,
      member_version: 1,
      read_number: 0,
      set_at: 0,
      hidden_at: null,
      left_at,
    };
  });
  await db.transaction().execute(async (tx) => {
    const versions = await lockPersons(
      tx,
      places.map(({ user_id }) => user_id),
    );
    await writePlaces(tx, versions, places);
  });
  const message = (number: number, author: string | null) => ({
    ...{ room_id: roomId, number, version: number, author_id: author },
    client_message_id: author === null ? null : randomUUID(),
    body: author === null ? "" : "Hello",
    system: author === null ? JSON.stringify({ event: "created", byId: others.owner }) : null,
    ...{ edited_at: null, deleted_at: null, seen: null },
  });
  const written = [message(1, null), message(2, others.author), message(3, me)];
  await db.insertInto("messages").values(written).execute();
  const number = { "nobody's": 1, "another's": 2, mine: 3 }[whose];
  return { roomId, number, targetId: others[target] };
}
