import type { User } from "@roost/protocol/user.ts";

/** Whether a payload says nothing new of somebody. */
export function isSame(held: User, user: User): boolean {
  const { username, displayName, formerUsernames } = user;
  if (held.username !== username || held.displayName !== displayName) return false;
  return formerUsernames === undefined || `${held.formerUsernames}` === `${formerUsernames}`;
}

/** Not all payloads say what somebody was called before: what is known of it stays, and what they were called till now. */
export function withFormer(held: User, user: User): User {
  if (user.formerUsernames !== undefined) return user;
  const before = [held.username, ...(held.formerUsernames ?? [])];
  const formerUsernames = [...new Set(before)].filter((name) => name !== user.username);
  return formerUsernames.length === 0 ? user : { ...user, formerUsernames };
}
