import { classNames } from "./class-names.ts";

export type ButtonLook = "primary" | "quiet" | "plain" | "danger";
export type ButtonSize = "small" | "normal";

const looks: Record<ButtonLook, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  quiet: "bg-raised text-ink shadow-low hover:bg-sunken",
  plain: "text-ink-soft hover:bg-hover hover:text-ink",
  danger: "bg-danger text-on-danger hover:bg-danger-hover",
};

export function buttonClass(look: ButtonLook, size: ButtonSize, className?: string): string {
  return classNames(
    "tap relative inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-semibold transition-colors select-none disabled:opacity-50",
    size === "small" ? "h-8 px-3 text-[0.8125rem]" : "h-10 px-4 text-[0.9375rem]",
    looks[look],
    className,
  );
}
