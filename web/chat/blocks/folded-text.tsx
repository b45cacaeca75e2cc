import { useText } from "../language/language.ts";

/** In place of what somebody wrote whom I have blocked, where it leads to its place and is not opened. */
export function FoldedText() {
  const t = useText();
  return (
    <span className="text-[0.9375rem] text-ink-faint italic">
      {t("blocks.messages", { count: 1 })}
    </span>
  );
}
