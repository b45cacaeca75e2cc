import type { User } from "@roost/protocol/user.ts";

/** Adds people to those who are held. @param deletedName As in `RoostOptions`. */
export function takeInto(
  people: Map<string, User>,
  users: readonly User[],
  deletedName?: () => string,
): void {
  for (const told of users) {
    // A bot's name stays with what it wrote.
    const isNameless = told.isDeleted && !told.isBot;
    const displayName = (isNameless && deletedName?.()) || told.displayName;
    const user = { ...told, displayName };
    const held = people.get(user.id);
    if (held === undefined) people.set(user.id, user);
    else if (!isSame(held, user)) people.set(user.id, withFormer(held, user));
  }
}

/** Whether a payload says nothing new of somebody. */
function isSame(held: User, user: User): boolean {
  const { username, displayName, formerUsernames } = user;
  if (user.isBot && !held.isBot) return false;
  if (held.username !== username || held.displayName !== displayName) return false;
  if (held.picture !== user.picture) return false;
  return formerUsernames === undefined || `${held.formerUsernames}` === `${formerUsernames}`;
}

/**
 * Nothing is left of what somebody was called whose account is deleted, and no late payload brings it back. Not all payloads say what somebody was called before, and that they are a bot: what is known of it stays, and what they
 * were called till now.
 */
function withFormer(held: User, told: User): User {
  if (told.isDeleted) return told;
  if (held.isDeleted) return held;
  const user = held.isBot ? { ...told, isBot: true } : told;
  if (user.formerUsernames !== undefined) return user;
  const before = [held.username, ...(held.formerUsernames ?? [])];
  const formerUsernames = [...new Set(before)].filter((name) => name !== user.username);
  return formerUsernames.length === 0 ? user : { ...user, formerUsernames };
}

/** What everybody sees, of somebody of whom more is known. */
export function userOf({ id, username, displayName, picture, isBot, isDeleted }: User): User {
  const marks = {
    ...(picture !== undefined && { picture }),
    ...(isBot && { isBot }),
    ...(isDeleted && { isDeleted }),
  };
  return { id, username, displayName, ...marks };
}
