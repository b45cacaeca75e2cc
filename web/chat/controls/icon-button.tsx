import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  icon: LucideIcon;
  /** What it does; also its tooltip. */
  label: string;
  size?: "small" | "normal";
  /** For the tooltip only, such as "Alt+↑". */
  shortcut?: string;
}

export function IconButton({
  icon: Icon,
  label,
  size = "normal",
  shortcut,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      {...rest}
      className={classNames(
        "tap inline-grid shrink-0 place-items-center rounded-lg text-ink-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 data-popup-open:bg-hover data-popup-open:text-ink",
        size === "small" ? "size-8" : "size-9",
        className,
      )}
    >
      <Icon size={size === "small" ? 16 : 19} strokeWidth={1.9} aria-hidden />
    </button>
  );
}
