import { roomRoles } from "@roost/protocol/permissions.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import type { Random } from "@roost/stage/random.ts";
import type { Move } from "../history.ts";
import type { Crowd, Seat } from "./crowd.ts";
import { changeEmoji } from "./emoji-actions.ts";
import { reconnect, restart } from "./interruptions.ts";
import { bringBack } from "./managed-messages.ts";
import { mayIn, outcomeOf } from "./outcome.ts";
import { block, draft, markUnread, mute, putInSection, save } from "./own-actions.ts";
import { pickPost } from "./pick-post.ts";
import { schedule } from "./schedule.ts";
import { makeText } from "./text.ts";

/** Something that people do. */
export interface Action {
  name: string;
  /** How often, beside the others. */
  weight: number;
  act(crowd: Crowd, seat: Seat, random: Random): Promise<unknown> | undefined;
}

export const actions: readonly Action[] = [
  { name: "post", weight: 55, act: post },
  { name: "read", weight: 12, act: read },
  { name: "mark unread", weight: 3, act: markUnread },
  { name: "forward", weight: 4, act: forward },
  { name: "edit", weight: 9, act: edit },
  { name: "delete", weight: 3, act: remove },
  { name: "bring back", weight: 3, act: bringBack },
  { name: "pin", weight: 4, act: pin },
  { name: "react", weight: 12, act: react },
  { name: "draft", weight: 4, act: draft },
  { name: "schedule", weight: 4, act: schedule },
  { name: "save", weight: 3, act: save },
  { name: "mute", weight: 2, act: mute },
  { name: "put into a section", weight: 2, act: putInSection },
  { name: "block", weight: 1.5, act: block },
  { name: "change the emoji", weight: 3, act: changeEmoji },
  { name: "join", weight: 4, act: join },
  { name: "leave", weight: 2, act: leave },
  { name: "invite", weight: 3, act: invite },
  { name: "remove", weight: 2, act: expel },
  { name: "give a role", weight: 2, act: giveRole },
  { name: "rename", weight: 1, act: rename },
  { name: "say who writes", weight: 1.5, act: sayWhoWrites },
  { name: "archive", weight: 0.5, act: archive },
  { name: "restore", weight: 2, act: restore },
  { name: "create", weight: 0.3, act: create },
  { name: "delete a room", weight: 1, act: removeRoom },
  { name: "open a direct", weight: 3, act: openDirect },
  { name: "hide a direct", weight: 2, act: hide },
  { name: "look", weight: 3, act: look },
  { name: "type", weight: 4, act: type },
  { name: "reconnect", weight: 2, act: reconnect },
  { name: "restart", weight: 1, act: restart },
];

const weights = actions.reduce((sum, { weight }) => sum + weight, 0);

export function chooseAction(random: Random): Action {
  let at = random.next() * weights;
  for (const action of actions) {
    at -= action.weight;
    if (at < 0) return action;
  }
  return actions[0] as Action;
}

function post({ names }: Crowd, { device }: Seat, random: Random): undefined {
  const room = random.pick(device.rooms());
  if (!room) return;
  // Mostly to what was said last, and now and then to what is not there any more, or is an event.
  const number = room.lastNumber - random.below(random.chance(0.7) ? 10 : 200);
  const replyTo = random.chance(0.25) && number > 0 ? number : undefined;
  // Mostly below what was said a while ago; below an event, or an answer, it is refused.
  const root = room.lastNumber - random.below(30);
  const inThread = random.chance(0.3) && root > 0;
  const thread = inThread && {
    threadNumber: root,
    ...(random.chance(0.3) && { alsoInRoom: true }),
  };
  device.post(room.id, makeText(random, names), {
    ...(replyTo !== undefined && { replyTo }),
    ...thread,
  });
}

/** Something that was said, mostly in a room of theirs, with a comment. */
function forward(crowd: Crowd, { device }: Seat, random: Random): undefined {
  const rooms = device.rooms();
  const room = random.pick(rooms);
  const post = pickPost(crowd, random, ({ roomId }) => {
    return random.chance(0.05) || rooms.some(({ id }) => id === roomId);
  });
  const number = post?.acknowledgements[0]?.number;
  if (!room || !post || number === undefined) return;
  const forward = { roomId: post.roomId, number, authorId: null, createdAt: "", body: "" };
  device.post(room.id, makeText(random, crowd.names), { forward });
}

function read(_: Crowd, { device }: Seat, random: Random): undefined {
  const room = random.pick(device.rooms());
  const number = (room?.lastNumber ?? 0) - random.below(3);
  if (room && number > 0) device.markRead(room.id, number);
}

function edit(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const post = pickPost(crowd, random, ({ authorId }) => authorId === device.userId);
  const number = post?.acknowledgements[0]?.number;
  if (!post || number === undefined) return undefined;
  const { roomId } = post;
  const body = makeText(random, crowd.names);
  const request = device.api.editMessage(`${roomId}.${number}`, body);
  return outcomeOf(request).then(({ outcome, answer }) => {
    const version = answer && { version: answer.version };
    crowd.ledger.rewrites.push({ kind: "edit", roomId, number, body, outcome, ...version });
  });
}

function remove(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const rooms = new Map(device.rooms().map((room) => [room.id, room]));
  const post = pickPost(crowd, random, (one) =>
    mayIn(rooms.get(one.roomId), "deleteMessage", device.userId, one),
  );
  const number = post?.acknowledgements[0]?.number;
  if (!post || number === undefined) return undefined;
  const { roomId } = post;
  const request = device.api.deleteMessage(`${roomId}.${number}`);
  return outcomeOf(request).then(({ outcome, answer }) => {
    const version = answer && { version: answer.version };
    crowd.ledger.rewrites.push({ kind: "delete", roomId, number, body: "", outcome, ...version });
  });
}

function pin(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const rooms = new Map(device.rooms().map((room) => [room.id, room]));
  const post = pickPost(crowd, random, (one) =>
    mayIn(rooms.get(one.roomId), "pin", device.userId, one),
  );
  const number = post?.acknowledgements[0]?.number;
  if (!post || number === undefined) return undefined;
  const { roomId } = post;
  const kind = random.chance(0.6) ? "pin" : "unpin";
  return outcomeOf(device.api[kind](`${roomId}.${number}`)).then(({ outcome, answer }) => {
    const version = answer && { version: answer.version };
    crowd.ledger.rewrites.push({ kind, roomId, number, body: "", outcome, ...version });
  });
}

function react(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const mine = new Set(device.rooms().map(({ id }) => id));
  const post = pickPost(crowd, random, ({ roomId }) => mine.has(roomId));
  const number = post?.acknowledgements[0]?.number;
  if (!post || number === undefined) return undefined;
  const { roomId } = post;
  const emoji = random.pick(["👍", "🎉", "❤️"]) ?? "👍";
  const on = random.chance(0.7);
  const message = { id: `${roomId}.${number}`, roomId };
  const request = on ? device.api.react(message, emoji) : device.api.unreact(message, emoji);
  return outcomeOf<Reaction | null>(request).then(({ outcome, answer }) => {
    const version = answer ? { version: answer.version } : {};
    const what = { roomId, number, emoji, userId: device.userId, on, outcome };
    crowd.ledger.reactions.push({ ...what, ...version });
  });
}

function join(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const mine = new Set(device.rooms().map(({ id }) => id));
  const roomId = random.pick(crowd.openRooms.filter((id) => !mine.has(id)));
  if (!roomId) return undefined;
  return move(crowd, "join", roomId, device.userId, device.api.joinRoom(roomId));
}

function leave(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const room = random.pick(device.rooms().filter(({ id }) => !crowd.quietRooms.includes(id)));
  if (!room) return undefined;
  return move(crowd, "leave", room.id, device.userId, device.api.leaveRoom(room.id));
}

function invite(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const room = random.pick(device.rooms().filter(({ id }) => !crowd.quietRooms.includes(id)));
  const userId = random.pick(crowd.userIds);
  if (!room || !userId) return undefined;
  return move(crowd, "invite", room.id, userId, device.api.invite(room.id, [userId]));
}

function expel(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const rooms = device
    .rooms()
    .filter(
      (one) => mayIn(one, "removeMember", device.userId) && !crowd.quietRooms.includes(one.id),
    );
  const room = random.pick(rooms);
  const userId = random.pick(crowd.userIds);
  if (!room || !userId) return undefined;
  return move(crowd, "remove", room.id, userId, device.api.removeMember(room.id, userId));
}

/** Also to those who are not in, and to oneself: what may not be is refused. */
function giveRole(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const rooms = device.rooms().filter((one) => mayIn(one, "setRole", device.userId));
  const room = random.pick(rooms);
  const userId = random.pick(crowd.userIds);
  const role = random.pick(roomRoles);
  if (!room || !userId || !role) return undefined;
  return move(crowd, "role", room.id, userId, device.api.setRole(room.id, userId, role));
}

async function move(
  { ledger }: Crowd,
  kind: Move["kind"],
  roomId: string,
  userId: string,
  request: Promise<unknown>,
): Promise<void> {
  const { outcome } = await outcomeOf(request);
  ledger.moves.push({ kind, roomId, userId, outcome });
}

function rename(_: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const rooms = device.rooms().filter((one) => mayIn(one, "updateRoom", device.userId));
  const room = random.pick(rooms);
  const word = `${random.below(1e6)}`;
  const patch = random.pick([
    { name: `room ${word}` },
    { topic: word },
    { name: word, topic: word },
  ]);
  return room && patch && outcomeOf(device.api.updateRoom(room.id, patch));
}

/** Mostly everybody, so that there is something to see. */
function sayWhoWrites(_: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const rooms = device
    .rooms()
    .filter((one) => one.kind !== "direct" && mayIn(one, "updateRoom", device.userId));
  const room = random.pick(rooms);
  const off = { announcement: false, slowSeconds: 0 };
  const patch = random.pick([{ announcement: true }, { slowSeconds: 1 }, off, off]);
  return room && patch && outcomeOf(device.api.updateRoom(room.id, patch));
}

function archive(crowd: Crowd, seat: Seat, random: Random): Promise<unknown> | undefined {
  return setArchived(true, crowd, seat, random);
}

function restore(crowd: Crowd, seat: Seat, random: Random): Promise<unknown> | undefined {
  return setArchived(false, crowd, seat, random);
}

function setArchived(
  archived: boolean,
  crowd: Crowd,
  { device }: Seat,
  random: Random,
): Promise<unknown> | undefined {
  const rooms = device
    .rooms()
    .filter(({ id, role }) => role !== "member" && !crowd.quietRooms.includes(id))
    .filter(({ isArchived }) => isArchived !== archived);
  const room = random.pick(rooms);
  return room && outcomeOf(device.api.updateRoom(room.id, { archived }));
}

async function create(crowd: Crowd, { device }: Seat, random: Random): Promise<void> {
  if (crowd.openRooms.length > 12) return;
  const kind = random.chance(0.5) ? "public" : "private";
  const { answer } = await outcomeOf(device.api.createRoom({ name: "new", kind }));
  if (answer) crowd.openRooms.push(answer.id);
}

/** One of those of which there are more all the time: some are left for what else people do. */
function removeRoom(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  if (crowd.openRooms.length < 4) return undefined;
  const rooms = device
    .rooms()
    .filter((one) => crowd.openRooms.includes(one.id) && mayIn(one, "deleteRoom", device.userId));
  const roomId = random.pick(rooms)?.id;
  if (roomId === undefined) return undefined;
  // Nobody else tries it: where no answer comes, it may be there or not.
  crowd.openRooms.splice(crowd.openRooms.indexOf(roomId), 1);
  return outcomeOf(device.api.deleteRoom(roomId)).then(({ outcome }) => {
    crowd.ledger.deletions.push({ roomId, outcome });
  });
}

/** Together with another of its people, as it happens where two think of each other. */
function openDirect(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> {
  const others = random.shuffled(crowd.userIds).slice(0, random.pick([0, 1, 1, 1, 1, 2]));
  const people = [...new Set([device.userId, ...others])];
  const other = random.pick(crowd.seats.filter((seat) => others.includes(seat.device.userId)));
  const openers = other ? [device, other.device] : [device];
  return Promise.all(
    openers.map(async ({ api }) => {
      const { answer } = await outcomeOf(api.openDirect(people));
      if (answer) crowd.ledger.opens.push({ userIds: people.sort(), roomId: answer.room.id });
    }),
  );
}

function hide(_: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const room = random.pick(device.rooms().filter(({ kind }) => kind === "direct"));
  if (!room) return undefined;
  const number = Math.max(0, room.lastNumber - random.below(2));
  return outcomeOf(device.api.hideDirect(room.id, number));
}

function look({ userIds }: Crowd, { device }: Seat, random: Random): undefined {
  const [room, userId] = [random.pick(device.rooms()), random.pick(userIds)];
  if (room && userId) device.look(room.id, userId, 1 + random.below(room.lastNumber));
}

function type(_: Crowd, { device }: Seat, random: Random): undefined {
  const room = random.pick(device.rooms());
  const root = random.chance(0.3) ? 1 + random.below(room?.lastNumber ?? 1) : undefined;
  if (room) device.type(room.id, root);
}
