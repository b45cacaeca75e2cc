import type { User } from "@roost/protocol/user.ts";

/** Whether a payload says nothing new of somebody. */
export function isSame(held: User, user: User): boolean {
  const { username, displayName, formerUsernames } = user;
  if (user.isBot && !held.isBot) return false;
  if (held.username !== username || held.displayName !== displayName) return false;
  if (held.picture !== user.picture) return false;
  return formerUsernames === undefined || `${held.formerUsernames}` === `${formerUsernames}`;
}

/**
 * Not all payloads say what somebody was called before, and that they are a bot: what is known of it stays, and what they
 * were called till now.
 */
export function withFormer(held: User, told: User): User {
  const user = held.isBot ? { ...told, isBot: true } : told;
  if (user.formerUsernames !== undefined) return user;
  const before = [held.username, ...(held.formerUsernames ?? [])];
  const formerUsernames = [...new Set(before)].filter((name) => name !== user.username);
  return formerUsernames.length === 0 ? user : { ...user, formerUsernames };
}

/** What everybody sees, of somebody of whom more is known. */
export function userOf({ id, username, displayName, picture, isBot }: User): User {
  const marks = { ...(picture !== undefined && { picture }), ...(isBot && { isBot }) };
  return { id, username, displayName, ...marks };
}
