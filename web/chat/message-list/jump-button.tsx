import type { LucideIcon } from "lucide-react";
import { classNames } from "../controls/class-names.ts";
import { Spinner } from "../controls/spinner.tsx";

export interface JumpButtonProps {
  icon: LucideIcon;
  label: string;
  place: "top" | "bottom";
  /** Something new is there. */
  strong: boolean;
  /** On the way there. */
  busy?: boolean;
  onClick: () => void;
}

/** Floats over the list and leads to messages that are not on the screen. */
export function JumpButton(props: JumpButtonProps) {
  const { icon: Icon, label, place, strong, busy = false, onClick } = props;
  return (
    <div
      className={classNames(
        "pointer-events-none absolute inset-x-0 z-10 flex justify-center",
        place === "top" ? "top-3" : "bottom-3",
      )}
    >
      <button
        type="button"
        onClick={onClick}
        className={classNames(
          "tap pointer-events-auto inline-flex h-9 animate-[arrive_180ms_ease-out_both] items-center gap-1.5 rounded-full ps-3 pe-4 text-sm font-semibold tabular-nums shadow-pop",
          strong ? "bg-new text-on-new" : "bg-raised text-ink-soft hover:text-ink",
        )}
      >
        {busy ? <Spinner size={16} /> : <Icon size={16} strokeWidth={2.2} aria-hidden />}
        {label}
      </button>
    </div>
  );
}
