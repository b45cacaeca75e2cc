import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import { ApiError, NetworkError, type Roost } from "@roost/sdk";
import { showToast } from "../controls/toast.tsx";
import { showUndo } from "../controls/undo.tsx";
import { currentText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";

/**
 * Deletes an emoji of this server, and offers to bring it back: the very same image, so it is not asked before. The
 * server keeps none of what is deleted, so this page holds it for as long as it offers that.
 */
export async function deleteEmoji(
  { emoji }: Pick<Roost, "emoji">,
  { name, image }: Pick<CustomEmoji, "name" | "image">,
): Promise<void> {
  const words = `:${name}:`;
  try {
    const held = await readImage(image);
    await emoji.delete(name);
    const text = currentText()("emoji.custom.deleted", { name: words });
    // Somebody else has deleted it: there is nothing to bring back.
    if (held === null) showToast(text);
    else showUndo(text, () => void bringBack(emoji, name, held));
  } catch (refused) {
    showToast(describeTrouble(refused, currentText()), "trouble");
  }
}

async function bringBack(emoji: Roost["emoji"], name: string, image: Blob): Promise<void> {
  const t = currentText();
  const words = `:${name}:`;
  try {
    await emoji.add(name, image);
    showToast(t("emoji.custom.back", { name: words }));
  } catch (refused) {
    const isTaken = refused instanceof ApiError && refused.code === "emoji.name_taken";
    const text = isTaken
      ? t("emoji.custom.taken-meanwhile", { name: words })
      : t("emoji.custom.not-back", { name: words, reason: describeTrouble(refused, t) });
    showToast(text, "trouble");
  }
}

/** From the browser's cache, where it was shown. Null where the server has it no more. */
async function readImage(address: string): Promise<Blob | null> {
  const response = await fetch(address).catch((cause: unknown) => {
    throw new NetworkError("The image cannot be had.", { cause });
  });
  if (response.status === 404) return null;
  if (!response.ok) throw new NetworkError(`The image was answered with ${response.status}.`);
  return response.blob();
}
