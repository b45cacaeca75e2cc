import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Says inside of a form or a list what went wrong. Read out when it appears. */
export function Notice({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      role="alert"
      className={classNames(
        "flex items-start gap-2 rounded-lg bg-danger-tint px-3 py-2.5 text-sm text-danger-text",
        className,
      )}
    >
      <CircleAlert size={17} className="mt-px shrink-0" aria-hidden />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
