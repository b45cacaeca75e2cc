import { classNames } from "./class-names.ts";

interface ProgressProps {
  /** Read out. */
  label: string;
  done: number;
  /** Null where nobody knows how much there is. */
  total: number | null;
  className?: string;
}

/** How far something is. Drawn by ourselves: what a browser draws takes no colour of the page once it has no border. */
export function Progress({ label, done, total, className }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      {...(total !== null && { value: Math.min(done, total), max: Math.max(total, 1) })}
      className={classNames(
        "appearance-none overflow-hidden rounded-full bg-line-strong indeterminate:animate-pulse",
        "[&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent",
        "[&::-moz-progress-bar]:rounded-full [&::-moz-progress-bar]:bg-accent indeterminate:[&::-moz-progress-bar]:bg-transparent",
        className,
      )}
    />
  );
}
