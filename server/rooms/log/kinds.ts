import {
  type Changes,
  type Row,
  type RowKind,
  type Rows,
  rowKinds,
} from "@roost/protocol/changes.ts";
import type { User } from "@roost/protocol/user.ts";
import { type MessageRow, messageColumns, peopleOf, toMessage } from "../message-row.ts";
import { type ReactionRow, reactionColumns, toReaction } from "../reaction-row.ts";
import { type MemberRow, memberColumns, toMember } from "../row.ts";
import { type ThreadRow, threadColumns, toThread } from "../thread-row.ts";

/** Rows as they are stored, by kind: those columns of the table of that name that clients are told. */
export interface Stored {
  members: MemberRow;
  messages: MessageRow;
  reactions: ReactionRow;
  threads: ThreadRow;
}

/** What the log has to know of a kind of row. Its table has the name of the kind. */
interface Kind<K extends RowKind> {
  columns: readonly (keyof Stored[K] & string)[];
  /** The columns that name a row within its room. */
  key: readonly (keyof Stored[K] & string)[];
  toWire: (row: Stored[K]) => Row<K>;
  /** The people whom a row mentions: whoever is sent it is sent their names. */
  people: (row: Row<K>) => Iterable<string>;
  /** How much text it carries, in UTF-16 units: bounds an answer, and what a node keeps in memory. */
  characters: (row: Row<K>) => number;
}

/** The one table of the kinds: all that reads, writes, bounds or sends rows of a room goes by it. */
export const kinds: { readonly [K in RowKind]: Kind<K> } = {
  members: {
    columns: memberColumns,
    key: ["user_id"],
    toWire: toMember,
    people: ({ userId }) => [userId],
    characters: () => 0,
  },
  messages: {
    columns: messageColumns,
    key: ["number"],
    toWire: toMessage,
    people: (message) => peopleOf([message]),
    characters: ({ body, forwarded }) => body.length + (forwarded?.body.length ?? 0),
  },
  reactions: {
    columns: reactionColumns,
    key: ["number", "emoji", "user_id"],
    toWire: toReaction,
    people: ({ userId }) => [userId],
    characters: () => 0,
  },
  threads: {
    columns: threadColumns,
    key: ["number"],
    toWire: toThread,
    people: ({ userIds }) => userIds,
    characters: () => 0,
  },
};

export function emptyRows(): Rows {
  return Object.fromEntries(rowKinds.map((kind) => [kind, []]));
}

/** Rows with the messages that they reply to, as `Changes` has them. */
type Told = Rows & Pick<Changes, "quoted">;

/** The people whom rows mention; some more than once. */
export function* peopleIn(told: Told): Iterable<string> {
  for (const kind of rowKinds) yield* peopleOfKind(kind, told);
  for (const { authorId } of told.quoted ?? []) if (authorId !== null) yield authorId;
}

/** Those of them who are known, each once, as `Changes` names them. */
export function usersIn(told: Told, people: ReadonlyMap<string, User>): User[] {
  return [...new Set(peopleIn(told))].flatMap((id) => people.get(id) ?? []);
}

/** How many rows there are, and how much text they carry together. */
export function sizeOf(rows: Rows): { count: number; characters: number } {
  const size = { count: 0, characters: 0 };
  for (const kind of rowKinds) addSize(kind, rows, size);
  return size;
}

/** The version of each row, and how much text it carries. */
export function* weights(rows: Rows): Iterable<{ version: number; characters: number }> {
  for (const kind of rowKinds) yield* weightsOfKind(kind, rows);
}

function* peopleOfKind<K extends RowKind>(kind: K, rows: Rows): Iterable<string> {
  for (const row of rows[kind] ?? []) yield* kinds[kind].people(row);
}

function addSize<K extends RowKind>(
  kind: K,
  rows: Rows,
  size: { count: number; characters: number },
): void {
  for (const row of rows[kind] ?? []) {
    size.count += 1;
    size.characters += kinds[kind].characters(row);
  }
}

function* weightsOfKind<K extends RowKind>(kind: K, rows: Rows) {
  for (const row of rows[kind] ?? []) {
    yield { version: row.version, characters: kinds[kind].characters(row) };
  }
}
