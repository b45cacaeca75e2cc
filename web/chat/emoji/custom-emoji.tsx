import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import { emojiNameIn, emojiNamePattern } from "@roost/protocol/emoji.ts";
import { type ComponentProps, type ComponentType, createContext, use } from "react";

/** The emoji that were added to this server, by name. */
export const CustomEmojiContext = createContext<ReadonlyMap<string, CustomEmoji>>(new Map());

export type EmojiImageProps = ComponentProps<"img"> & { src: string; alt: string };

/** What shows their images: as they are, or without what moves in them. */
export const EmojiDrawing = createContext<"img" | ComponentType<EmojiImageProps>>("img");

/** `:name:` in a text. Within a word or a time it is none. */
export const emojiInText = new RegExp(`(?<![a-z0-9]):(${emojiNamePattern}):(?![a-z0-9])`, "gi");

/** `:name:` as its image, in the size of the text around it; as it was typed where there is no such emoji. */
export function EmojiText({ text }: { text: string }) {
  const emoji = use(CustomEmojiContext).get(emojiNameIn(text) ?? "");
  return emoji ? <EmojiImage emoji={emoji} /> : text;
}

export function EmojiImage({ emoji }: { emoji: CustomEmoji }) {
  const { name, image, width, height } = emoji;
  const words = `:${name}:`;
  const Image = use(EmojiDrawing);
  return (
    <Image
      src={image}
      alt={words}
      title={words}
      // They give it its place before it is there.
      width={width}
      height={height}
      loading="lazy"
      draggable={false}
      className="custom-emoji"
    />
  );
}
