import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";

/** What is read of an emoji: all but its image. */
export const emojiColumns = [
  "name",
  "version",
  "hash",
  "media_type",
  "width",
  "height",
  "added_by",
  "added_at",
  "deleted_at",
] as const;

export interface EmojiRow {
  name: string;
  version: number;
  hash: string;
  media_type: CustomEmoji["mediaType"];
  width: number;
  height: number;
  added_by: string;
  added_at: Date;
  deleted_at: Date | null;
}

export function toCustomEmoji(row: EmojiRow): CustomEmoji {
  const { name, version, width, height } = row;
  return {
    name,
    version,
    image: `/api/emoji/${encodeURIComponent(name)}/images/${row.hash}`,
    mediaType: row.media_type,
    width,
    height,
    addedBy: row.added_by,
    addedAt: row.added_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
  };
}
