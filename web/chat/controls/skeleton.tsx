import { classNames } from "./class-names.ts";

/** A grey shape where something is about to be. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={classNames(
        "animate-[breathe_1.6s_ease-in-out_infinite] rounded bg-line",
        className,
      )}
    />
  );
}
