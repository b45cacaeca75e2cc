import type { Rewrite } from "../history.ts";

export const isPin = ({ kind }: Rewrite) => kind === "pin" || kind === "unpin";

/** The ids of the messages that may have been pinned at some time: their rows have later versions. */
export function everPinned(rewrites: readonly Rewrite[]): Set<string> {
  return new Set(rewrites.filter(isPin).map(({ roomId, number }) => `${roomId}.${number}`));
}
