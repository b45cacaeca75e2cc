import { limits } from "@roost/protocol/limits.ts";
import type { Text } from "../language/text.tsx";

/** An image that was chosen for an emoji, and can be drawn. */
export interface ChosenImage {
  file: File;
  /** Of the file, for as long as it is shown. */
  url: string;
}

/** Why a file cannot be an emoji. */
type ImageProblem = "type" | "bytes" | "pixels" | "broken";

const kilobytes = limits.customEmojiBytes / 1024;
const pixels = limits.customEmojiPixels;

/** What an image may be. */
export const describeBounds = (t: Text) => t("emoji.image.hint", { kilobytes, pixels });

export const imageTypes = ["image/png", "image/gif", "image/webp"];

/** Looks at a file as the server will, so that nothing is sent that it would refuse. */
export async function chooseImage(file: File): Promise<ChosenImage | ImageProblem> {
  if (!imageTypes.includes(file.type)) return "type";
  if (file.size > limits.customEmojiBytes) return "bytes";
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  const problem = await image.decode().then(
    () => (isTooLarge(image) ? ("pixels" as const) : null),
    () => "broken" as const,
  );
  if (problem === null) return { file, url };
  URL.revokeObjectURL(url);
  return problem;
}

/** The same as a sentence. */
export function describeProblem(problem: ImageProblem, t: Text): string {
  switch (problem) {
    case "type":
      return t("emoji.image.type");
    case "bytes":
      return t("emoji.image.bytes", { kilobytes });
    case "pixels":
      return t("emoji.image.pixels", { pixels });
    case "broken":
      return t("emoji.image.broken");
  }
}

const isTooLarge = ({ naturalWidth, naturalHeight }: HTMLImageElement) =>
  Math.max(naturalWidth, naturalHeight) > pixels;

/** What a file may be called as an emoji: `Party Parrot (1).gif` is `party_parrot`. */
export function nameOfFile(fileName: string): string {
  const words = fileName
    .replace(/\.\w+$/, "")
    .replace(/\s*\(\d+\)$/, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
  const name = words.replace(/[^a-z0-9+-]+/g, "_").replace(/^[^a-z0-9]+|_+$/g, "");
  return name.slice(0, limits.emojiNameMaxCharacters).replace(/_+$/, "");
}

/** What somebody types as a name, as far as it can be one: `:Party:` is `party`. */
export const asName = (typed: string) => typed.toLowerCase().replace(/[:\s]/g, "");
