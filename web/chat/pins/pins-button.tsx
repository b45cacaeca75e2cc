import { Pin } from "lucide-react";
import { useEffect } from "react";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import { useOpenPanel, usePanel } from "../panels/use-panel.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** Opens and closes the panel of pinned messages, and says how many there are where there are any. */
export default function PinsButton({ roomId }: { roomId: string }) {
  const t = useText();
  const list = useRoost().pins(roomId);
  const count = useObservable(list).messages.length;
  const { panel, close } = usePanel();
  const openPanel = useOpenPanel();
  const isOpen = panel?.name === "pins";
  useEffect(() => {
    list.load();
  }, [list]);
  return (
    <button
      type="button"
      aria-label={count === 0 ? t("pins.title") : t("pins.count", { count })}
      aria-pressed={isOpen}
      title={t("pins.title")}
      onClick={() => (isOpen ? close() : openPanel("pins", null))}
      className={classNames(
        "tap inline-flex h-9 min-w-9 shrink-0 items-center justify-center gap-1.5 rounded-lg text-sm font-semibold tabular-nums hover:bg-hover max-sm:hidden",
        count > 0 && "px-2.5",
        isOpen ? "bg-hover text-ink" : "text-ink-soft",
      )}
    >
      <Pin size={18} strokeWidth={1.9} aria-hidden />
      {count > 0 && t.number(count)}
    </button>
  );
}
