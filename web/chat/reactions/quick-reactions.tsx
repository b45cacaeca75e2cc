import { emojiNameIn } from "@roost/protocol/emoji.ts";
import { SmilePlus } from "lucide-react";
import { use, useMemo } from "react";
import { emojiChoices } from "../emoji/choices.ts";
import { CustomEmojiContext, EmojiText } from "../emoji/custom-emoji.tsx";
import { useText } from "../language/language.ts";
import { ReactButton } from "./react-button.tsx";

const USUAL = ["👍", "❤️", "😂", "🎉", "😮", "😢"];

/** A few emoji for a finger, those used last first, and a way to all others. */
export function QuickReactions({ onChoose }: { onChoose: (emoji: string) => void }) {
  const t = useText();
  const custom = use(CustomEmojiContext);
  const quick = useMemo(() => {
    const isThere = (emoji: string) =>
      custom.has(emojiNameIn(emoji) ?? "") || !emoji.startsWith(":");
    const recent = emojiChoices(localStorage).recent().filter(isThere);
    return [...new Set([...recent, ...USUAL])].slice(0, USUAL.length);
  }, [custom]);
  return (
    <div className="flex items-center justify-between gap-1 px-1 pb-2">
      {quick.map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-label={t("reactions.with", { emoji })}
          onClick={() => onChoose(emoji)}
          className="emoji grid size-11 place-items-center rounded-full bg-sunken text-2xl leading-none hover:bg-hover"
        >
          <EmojiText text={emoji} />
        </button>
      ))}
      <ReactButton
        onChoose={onChoose}
        trigger={
          <button
            type="button"
            aria-label={t("reactions.more")}
            className="grid size-11 place-items-center rounded-full bg-sunken text-ink-soft hover:bg-hover"
          >
            <SmilePlus size={20} aria-hidden />
          </button>
        }
      />
    </div>
  );
}
