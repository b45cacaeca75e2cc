import { Hourglass } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "../language/language.ts";

/** Shorter waits are nothing to speak of. */
const CALM_MS = 3_000;

export interface SlowedNoteProps {
  /** Since when messages wait for the server, which takes no more of them at a time. */
  since: number;
}

/** Says over the composer, after a while, that what was written is on its way and takes longer. */
export default function SlowedNote({ since }: SlowedNoteProps) {
  const t = useText();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), since + CALM_MS - Date.now());
    return () => clearTimeout(timer);
  }, [since]);
  return (
    <p role="status" className="text-xs text-ink-faint">
      {isLong && (
        <span className="flex items-center gap-2 px-4 pb-1.5">
          <Hourglass size={14} className="shrink-0" aria-hidden />
          <span className="min-w-0 flex-1 text-balance">{t("room-settings.slowed")}</span>
        </span>
      )}
    </p>
  );
}
