import type { Message } from "@roost/protocol/message.ts";
import type { ReactionView } from "@roost/sdk";
import { SmilePlus } from "lucide-react";
import { useId, useState } from "react";
import { classNames } from "../controls/class-names.ts";
import { EmojiText } from "../emoji/custom-emoji.tsx";
import { useText } from "../language/language.ts";
import { ReactButton } from "./react-button.tsx";
import { useReactors } from "./use-reactors.ts";

export interface ReactionBarProps {
  message: Message;
  reactions: readonly ReactionView[];
  /** Null where nobody may react now. */
  onReact: ((emoji: string, on: boolean) => void) | null;
}

/** What people reacted with, below a message: a press adds mine, or takes it back. */
export function ReactionBar({ message, reactions, onReact }: ReactionBarProps) {
  const t = useText();
  return (
    <ul aria-label={t("reactions.label")} className="mt-1 mb-0.5 flex flex-wrap gap-1">
      {reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip message={message} reaction={reaction} onReact={onReact} />
        </li>
      ))}
      {onReact && (
        <li>
          <ReactButton
            onChoose={(emoji) => onReact(emoji, true)}
            trigger={
              <button
                type="button"
                aria-label={t("reactions.add")}
                title={t("reactions.add")}
                className="tap grid h-7 w-9 place-items-center rounded-full text-ink-faint shadow-[inset_0_0_0_1px_var(--line)] hover:text-ink data-popup-open:text-ink"
              >
                <SmilePlus size={15} aria-hidden />
              </button>
            }
          />
        </li>
      )}
    </ul>
  );
}

interface ChipProps extends Omit<ReactionBarProps, "reactions"> {
  reaction: ReactionView;
}

function Chip({ message, reaction, onReact }: ChipProps) {
  const t = useText();
  const id = useId();
  const [isLookedAt, setIsLookedAt] = useState(false);
  const people = useReactors(message, reaction, isLookedAt);
  const { emoji, count, mine } = reaction;
  return (
    <span className="relative">
      <button
        type="button"
        aria-pressed={mine}
        aria-label={t("reactions.count", { emoji, count })}
        aria-describedby={isLookedAt ? id : undefined}
        onPointerOver={({ pointerType }) => pointerType === "mouse" && setIsLookedAt(true)}
        onPointerLeave={() => setIsLookedAt(false)}
        onFocus={() => setIsLookedAt(true)}
        onBlur={() => setIsLookedAt(false)}
        aria-disabled={onReact === null}
        onClick={() => onReact?.(emoji, !mine)}
        className={classNames(
          "tap inline-flex h-7 items-center gap-1.5 rounded-full px-2.5 text-[0.8125rem] font-semibold tabular-nums transition-colors",
          mine
            ? "bg-selected text-accent-text shadow-[inset_0_0_0_1px_var(--focus)]"
            : "bg-sunken text-ink-soft hover:bg-hover",
        )}
      >
        <span aria-hidden className="emoji text-base leading-none">
          <EmojiText text={emoji} />
        </span>
        <span aria-hidden>{count}</span>
      </button>
      {isLookedAt && (
        <span
          id={id}
          role="tooltip"
          className="pointer-events-none absolute start-0 bottom-full z-20 mb-1.5 w-max max-w-64 rounded-lg bg-raised px-2.5 py-1.5 text-xs text-pretty text-ink shadow-pop"
        >
          {t("reactions.people", { emoji, people })}
        </span>
      )}
    </span>
  );
}
