import type { User } from "@roost/protocol/user.ts";

/** What everybody sees of a person, as it is stored: their picture is null where they have none. */
export type UserRow = Omit<User, "picture" | "isBot" | "isDeleted" | "formerUsernames"> &
  StoredMarks;

/** What is left out where there is nothing to say. */
interface StoredMarks {
  picture: string | null;
  isBot: boolean;
  isDeleted: boolean;
}

/** In SQL. @param u The table of people, as a query calls it. */
export const userColumns = (u: string) =>
  `${u}.id, ${u}.username, ${u}.display_name AS "displayName", ${u}.picture, ${u}.is_bot AS "isBot",
    ${u}.deleted_at IS NOT NULL AS "isDeleted"`;

/** Nobody, in as many columns. */
export const noUserColumns = "NULL, NULL, NULL, NULL, NULL, NULL";

/** The same as one value, without what is null. @param more Further keys and values. */
export const userJson = (u: string, more = "") => `jsonb_strip_nulls(jsonb_build_object(
      'id', ${u}.id, 'username', ${u}.username, 'displayName', ${u}.display_name,
      'picture', ${u}.picture, 'isBot', CASE WHEN ${u}.is_bot THEN true END,
      'isDeleted', CASE WHEN ${u}.deleted_at IS NOT NULL THEN true END${more}))`;

/** A row of these columns, and others, as it is told. */
export function asUser<Row extends StoredMarks>({
  picture,
  isBot,
  isDeleted,
  ...user
}: Row): Omit<Row, keyof StoredMarks> & Pick<User, keyof StoredMarks> {
  return {
    ...user,
    ...(picture !== null && { picture }),
    ...(isBot && { isBot }),
    ...(isDeleted && { isDeleted }),
  };
}
