import { randomBytes, randomUUID } from "node:crypto";
import type { Random } from "@roost/stage/random.ts";

/** Somebody with an account on the server that is tried. */
export interface Person {
  id: string;
  username: string;
  /** The secret of their session, for the account routes. */
  secret: string;
  token: string;
}

/** Who is on the server, and what of it is nobody's business. */
export interface World {
  url: string;
  /** Sends what is tried. */
  eve: Person;
  /** Ids and the like that there are, by the name of the field that takes them. */
  known: Readonly<Record<string, readonly unknown[]>>;
  /** Texts that Eve is never to be sent. */
  secrets: readonly string[];
  /** What Ann, who owns the server, sees of her own: Eve changes nothing of it. */
  annSees(): Promise<string>;
  /** Makes Eve an administrator. */
  promoteEve(): Promise<unknown>;
}

const password = "a nest of twigs";

/** Fills an empty server. */
export async function openWorld(url: string): Promise<World> {
  const secrets: string[] = [];
  const secret = () => {
    const text = `secret${randomBytes(9).toString("hex")}`;
    secrets.push(text);
    return text;
  };
  const ann = await signUp(url, "ann", `${secret()}@example.org`);
  const bob = await signUp(url, "bob", `${secret()}@example.org`);
  const eve = await signUp(url, "eve", "eve@example.org");
  const asAnn = (method: string, path: string, body?: object) => ask(url, ann, method, path, body);
  const asEve = (method: string, path: string, body?: object) => ask(url, eve, method, path, body);

  const hidden = await asAnn("POST", "/api/rooms", { name: secret(), kind: "private" });
  const direct = await asAnn("POST", "/api/directs", { userIds: [bob.id] });
  const shared = await asAnn("POST", "/api/rooms", { name: "Shared", kind: "private" });
  const open = await asAnn("POST", "/api/rooms", { name: "Open", kind: "public" });
  const mine = await asEve("POST", "/api/rooms", { name: "Mine", kind: "private" });
  const roomOf = ({ room = undefined, ...rest }: Record<string, unknown>) =>
    (room ?? rest) as { id: string };
  const idOf = (made: Record<string, unknown>) => roomOf(made).id;
  await asAnn("POST", `/api/rooms/${idOf(shared)}/members`, { userIds: [eve.id] });
  const annsRooms = [idOf(hidden), idOf(direct)];
  const rooms = [...annsRooms, idOf(shared), idOf(open), idOf(mine)];

  const messageIds: string[] = [];
  for (const roomId of annsRooms) {
    for (let count = 0; count < 3; count += 1) {
      const body = `${secret()} @bob`;
      const posted = await asAnn("POST", `/api/rooms/${roomId}/messages`, post(body));
      messageIds.push(posted.id as string);
    }
    await asAnn("PUT", `/api/rooms/${roomId}/draft`, { body: secret() });
    await asAnn("POST", `/api/rooms/${roomId}/scheduled`, {
      ...post(secret()),
      sendAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
  }
  for (const [who, roomId] of [
    [asAnn, idOf(shared)],
    [asAnn, idOf(open)],
    [asEve, idOf(mine)],
    [asEve, idOf(shared)],
  ] as const) {
    const posted = await who("POST", `/api/rooms/${roomId}/messages`, post("Hello"));
    messageIds.push(posted.id as string);
  }
  await asAnn("PUT", `/api/messages/${messageIds[0]}/saved`);
  await asAnn("PUT", `/api/sections/${randomUUID()}`, { name: secret() });
  const roles: string[] = [];
  for (const name of ["Team", "Auditor"]) {
    const role = { name, base: "member", permissions: ["openDirects"] };
    roles.push((await asAnn("POST", "/api/admin/roles", role)).id as string);
  }
  const bots: string[] = [];
  for (const username of ["ping", "pong"]) {
    const bot = { username, displayName: "Bot" };
    bots.push((await asAnn("POST", "/api/admin/bots", bot)).id as string);
  }
  const ban = await asAnn("POST", "/api/admin/address-bans", { network: "192.0.2.0/24" });
  const mask = { kind: "words", action: "mask", entries: ["fudge"] };
  const filter = await asAnn("POST", "/api/admin/filters", mask);
  return {
    ...{ url, eve, secrets },
    known: {
      roomId: rooms,
      userId: [ann.id, bob.id, eve.id, ...bots],
      roleId: roles,
      banId: [ban.id],
      network: ["198.51.100.7", "203.0.113.0/24", "2001:db8::/48"],
      filterId: [filter.id],
      entries: ["fudge", "bean*", "example.org"],
      messageId: messageIds,
      threadId: messageIds,
      number: [1, 2, 3, 4],
      emoji: ["👍", "🎉"],
      emojiName: ["blob"],
      settingName: ["enterSends", "language"],
      username: ["ann", "eve", "nobody"],
      email: ["eve@example.org"],
      password: ["a wrong password"],
      currentPassword: ["a wrong password"],
    },
    promoteEve: () => asAnn("PUT", `/api/admin/people/${eve.id}/role`, { role: "admin" }),
    async annSees() {
      const pages = [
        ...annsRooms.map((roomId) => `/api/rooms/${roomId}/messages`),
        ...annsRooms.map((roomId) => `/api/rooms/${roomId}/members`),
        ...["/api/drafts", "/api/scheduled", "/api/saved", "/api/me"],
      ];
      const seen: unknown[] = [];
      for (const page of pages) seen.push(await asAnn("GET", page));
      return JSON.stringify(seen);
    },
  };
}

/** Gives something that there is, for the name of a field; undefined where there is nothing of the kind. */
export function knownIn({ known }: Pick<World, "known">, random: Random) {
  return (name: string): unknown => random.pick(known[name] ?? []);
}

/** Signs somebody in again, whose session was ended by what was tried. */
export async function signInAgain(url: string, person: Person): Promise<Person> {
  const { username } = person;
  for (let tries = 1; ; tries += 1) {
    const path = "/api/auth/sign-in/username";
    const answer = await send(url, "POST", path, {}, { username, password });
    const { token: secret } = (await answer.json()) as { token?: string };
    if (secret === undefined) throw new Error(`${path} answered with ${answer.status}.`);
    const token = await tokenOf(url, secret);
    if (token !== undefined) return { ...person, secret, token };
    // A request that was under way then has ended their other sessions, this one too.
    if (tries === 5) throw new Error(`${username} could not be signed in again.`);
  }
}

const post = (body: string) => ({ clientMessageId: randomUUID(), body });

async function signUp(url: string, username: string, email: string): Promise<Person> {
  const account = { username, name: username, email, password };
  const answer = await send(url, "POST", "/api/auth/sign-up/email", {}, account);
  const { token: secret, user } = (await answer.json()) as { token: string; user: { id: string } };
  const token = await tokenOf(url, secret);
  if (token === undefined) throw new Error(`${username} has no token after signing up.`);
  return { id: user.id, username, secret, token };
}

async function tokenOf(url: string, secret: string): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await send(url, "GET", "/api/auth/token", headers);
  return ((await answer.json()) as { token?: string }).token;
}

async function ask(
  url: string,
  person: Person,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${person.token}` };
  const answer = await send(url, method, path, headers, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? {} : JSON.parse(text);
}

function send(url: string, method: string, path: string, headers: object, body?: object) {
  return fetch(url + path, {
    method,
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}
