/**
 * The version of the wire. It moves with every change that an older client or server would
 * misread; `version.test.ts` fails when the schemas change and this number or its changelog
 * line in docs/protocol.md does not.
 */
export const PROTOCOL_VERSION = 3;

/** The oldest version that a server still speaks, with a client that says it in its hello. */
export const OLDEST_PROTOCOL_VERSION = 3;

/** What came to this version later, and a client can ask for where `welcome` names it. */
export const features: readonly string[] = [
  "watch",
  "typing",
  "replies",
  "presence",
  "mentions",
  "pins",
  "threads",
  "receipts",
  "forward",
  "blocks",
  "thread-typing",
  "delivered",
  "emoji",
];

/** Whether this side speaks a version. */
export function isSpoken(version: number): boolean {
  return version >= OLDEST_PROTOCOL_VERSION && version <= PROTOCOL_VERSION;
}

/** Why a server does not take a client's version, as it says so when it closes the connection. */
export function notSpoken(version: number): string {
  const [oldest, newest] = [OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION];
  const spoken = oldest === newest ? `${newest}` : `${oldest} to ${newest}`;
  return `This server speaks protocol ${spoken}, the client ${version}.`;
}
