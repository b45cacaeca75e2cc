import type { ModelRoom } from "./model.ts";
import { byVersion, wholeUpTo } from "./versions.ts";

type Held = Pick<ModelRoom, "messages" | "members" | "reactions" | "threads" | "version">;

/** The rows of a room after a version: whole versions, at most `limit` rows of each kind. */
export function rowsSince(room: Held, since: number, limit: number) {
  const after = <T extends { version: number }>(rows: Iterable<T>) =>
    [...rows].filter((row) => row.version > since).sort(byVersion);
  const messages = after(room.messages);
  const members = after(room.members.values());
  const reactions = after(room.reactions.values());
  const threads = after(room.threads.values());
  const wholes = [messages, members, reactions, threads].map((rows) => wholeUpTo(rows, limit));
  const version = Math.min(...wholes, room.version);
  const upTo = <T extends { version: number }>(rows: T[]) =>
    rows.filter((row) => row.version <= version);
  const rows = {
    messages: upTo(messages),
    members: upTo(members),
    reactions: upTo(reactions),
    threads: upTo(threads),
  };
  return { rows, version };
}
