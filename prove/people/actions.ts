import { ApiError } from "@roost/sdk";
import type { Outcome, Post } from "../history.ts";
import type { Random } from "../random.ts";
import type { Crowd, Seat } from "./crowd.ts";
import { makeText } from "./text.ts";

/** Something that people do. */
export interface Action {
  name: string;
  /** How often, beside the others. */
  weight: number;
  act(crowd: Crowd, seat: Seat, random: Random): Promise<unknown> | undefined;
}

const heldBefore = 60;

export const actions: readonly Action[] = [
  { name: "post", weight: 55, act: post },
  { name: "read", weight: 12, act: read },
  { name: "edit", weight: 9, act: edit },
  { name: "delete", weight: 3, act: remove },
  { name: "join", weight: 4, act: join },
  { name: "leave", weight: 2, act: leave },
  { name: "invite", weight: 3, act: invite },
  { name: "remove", weight: 2, act: expel },
  { name: "rename", weight: 1, act: rename },
  { name: "create", weight: 0.3, act: create },
  { name: "look", weight: 3, act: look },
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

/** What became of a request, and what it was answered. */
async function outcomeOf<T>(request: Promise<T>): Promise<{ outcome: Outcome; answer?: T }> {
  try {
    return { outcome: "acknowledged", answer: await request };
  } catch (error) {
    // Everything else may have happened before the answer was lost.
    const isRefused = error instanceof ApiError && error.status < 500;
    return { outcome: isRefused ? "refused" : "unknown" };
  }
}

function post(_: Crowd, { device }: Seat, random: Random): undefined {
  const room = random.pick(device.rooms());
  if (room) device.post(room.id, makeText(random));
}

function read(_: Crowd, { device }: Seat, random: Random): undefined {
  const room = random.pick(device.rooms());
  const number = (room?.lastNumber ?? 0) - random.below(3);
  if (room && number > 0) device.markRead(room.id, number);
}

/** The newer ones more often, as people do. */
function pickPost(crowd: Crowd, random: Random, fits: (post: Post) => boolean): Post | undefined {
  const posts = [...crowd.ledger.posts.values()].filter(
    (post) => post.acknowledgements.length > 0 && fits(post),
  );
  return random.pick(random.chance(0.8) ? posts.slice(-heldBefore) : posts);
}

function edit(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const post = pickPost(crowd, random, ({ authorId }) => authorId === device.userId);
  const number = post?.acknowledgements[0]?.number;
  if (!post || number === undefined) return undefined;
  const { roomId } = post;
  const body = makeText(random);
  const request = device.api.editMessage(`${roomId}.${number}`, body);
  return outcomeOf(request).then(({ outcome, answer }) => {
    const version = answer && { version: answer.version };
    crowd.ledger.rewrites.push({ kind: "edit", roomId, number, body, outcome, ...version });
  });
}

function remove(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const moderated = new Set(
    device.rooms().flatMap(({ id, role }) => (role === "member" ? [] : [id])),
  );
  const post = pickPost(
    crowd,
    random,
    ({ authorId, roomId }) => authorId === device.userId || moderated.has(roomId),
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
    .filter(({ id, role }) => role !== "member" && !crowd.quietRooms.includes(id));
  const room = random.pick(rooms);
  const userId = random.pick(crowd.userIds);
  if (!room || !userId) return undefined;
  return move(crowd, "remove", room.id, userId, device.api.removeMember(room.id, userId));
}

async function move(
  { ledger }: Crowd,
  kind: "join" | "leave" | "invite" | "remove",
  roomId: string,
  userId: string,
  request: Promise<unknown>,
): Promise<void> {
  const { outcome } = await outcomeOf(request);
  ledger.moves.push({ kind, roomId, userId, outcome });
}

function rename(_: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const room = random.pick(device.rooms().filter(({ role }) => role !== "member"));
  const word = `${random.below(1e6)}`;
  const patch = random.pick([
    { name: `room ${word}` },
    { topic: word },
    { name: word, topic: word },
  ]);
  return room && patch && outcomeOf(device.api.updateRoom(room.id, patch));
}

async function create(crowd: Crowd, { device }: Seat, random: Random): Promise<void> {
  if (crowd.openRooms.length > 12) return;
  const kind = random.chance(0.5) ? "public" : "private";
  const { answer } = await outcomeOf(device.api.createRoom({ name: "new", kind }));
  if (answer) crowd.openRooms.push(answer.id);
}

function look(_: Crowd, { device }: Seat, random: Random): undefined {
  const room = random.pick(device.rooms());
  if (room) device.look(room.id);
}

/** Comes back at another node, if there is one. */
function reconnect(_: Crowd, seat: Seat, random: Random): undefined {
  seat.node = random.below(3);
  seat.device.link.breakAll();
}

function restart(_: Crowd, { device }: Seat): undefined {
  device.restart();
}
