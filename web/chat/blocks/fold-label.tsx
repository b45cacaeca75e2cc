import { useText } from "../language/language.ts";

/** What stands on a fold, with what a press on it does. */
export function FoldLabel({ count, isOpen }: { count: number; isOpen: boolean }) {
  const t = useText();
  return (
    <>
      <span className="min-w-0 truncate">{t("blocks.messages", { count })}</span>
      <span aria-hidden>·</span>
      <span className="shrink-0 font-semibold text-ink-soft">
        {t(isOpen ? "blocks.hide" : "blocks.show")}
      </span>
    </>
  );
}
