import { Timer } from "lucide-react";
import { useText } from "../language/language.ts";
import { formatCountdown, formatLength } from "../time/format.ts";

export interface PauseNoteProps {
  /** Between two messages. */
  slowSeconds: number;
  /** As `usePause` says it. */
  seconds: number | null;
}

/** Says over the composer that a room is in slow mode, and counts a pause down. */
export default function PauseNote({ slowSeconds, seconds }: PauseNoteProps) {
  const t = useText();
  return (
    <p className="flex items-center gap-2 px-4 pb-1.5 text-xs text-ink-faint">
      <Timer size={14} className="shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate">
        {t("room-settings.pause.about", { length: formatLength(slowSeconds, t) })}
      </span>
      {seconds !== null && (
        <span role="timer" className="shrink-0 font-semibold text-ink-soft tabular-nums">
          {seconds === 0
            ? t("room-settings.pause.waiting")
            : t("room-settings.pause.left", { time: formatCountdown(seconds) })}
        </span>
      )}
    </p>
  );
}
