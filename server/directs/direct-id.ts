import { createHash } from "node:crypto";

/**
 * The id of the direct of some people: made of their ids, so that there can be no two. A UUID of version 8,
 * of which other rooms have none.
 *
 * @param userIds Each once, in their order.
 */
export function directId(userIds: readonly string[]): string {
  const hash = createHash("sha256")
    .update(`roost direct ${userIds.join(" ")}`)
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
