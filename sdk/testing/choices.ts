import { type ModelRoom, uuid } from "./model.ts";

/** What a device of mine had shown when it wrote; some do not say. */
export const shown = (room: ModelRoom, b: number) =>
  b % 2 === 0 ? null : b % (room.lastNumber + 1);

/** Every other message replies to one, which may be deleted, but is no event. */
export function repliedTo(room: ModelRoom, b: number): number | undefined {
  const number = 1 + (Math.floor(b / 16) % room.lastNumber);
  return b % 16 < 8 && room.messages[number - 1]?.system === null ? number : undefined;
}

/** Up to what I hide a room: what is there, or less; null shows it. */
export const hiddenAt = (room: ModelRoom, b: number) =>
  b % 3 === 0 ? null : room.lastNumber - (b % Math.min(3, room.lastNumber));

/** Some mention me, and some everybody. */
export function mentioned(room: ModelRoom, b: number): string[] | undefined {
  return [[uuid(1)], [room.id], [uuid(2)]][b % 7];
}

/** The root of a thread, where there is one that may be. */
export function rootIn(room: ModelRoom, b: number): number | undefined {
  const roots = room.messages.filter((one) => !one.system && one.threadNumber === undefined);
  return roots[Math.floor(b / 3) % Math.min(3, roots.length)]?.number;
}

/** Some messages stand in threads, and some of those in the room, too. */
export function placed(room: ModelRoom, b: number): { threadNumber?: number; inRoom?: true } {
  const threadNumber = b % 3 === 0 ? rootIn(room, b) : undefined;
  if (threadNumber === undefined) return {};
  return { threadNumber, ...(b % 4 === 0 && { inRoom: true as const }) };
}

/** What a message replies to, whom it mentions, and where it stands. */
export const written = (room: ModelRoom, b: number) =>
  [repliedTo(room, b), mentioned(room, b), placed(room, b)] as const;
