import { EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { FoldLabel } from "./fold-label.tsx";
import { useHasBlocked } from "./use-has-blocked.ts";

/** What somebody wrote: a quiet line that opens it, where I have blocked them. */
export function Fold({ authorId, children }: { authorId: string | null; children: ReactNode }) {
  const isFolded = useHasBlocked()(authorId);
  const [isOpen, setOpen] = useState(false);
  if (!isFolded) return children;
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="tap flex min-h-7 items-center gap-1.5 rounded text-start text-[0.8125rem] text-ink-faint hover:text-ink"
      >
        <EyeOff size={14} className="shrink-0" aria-hidden />
        <FoldLabel count={1} isOpen={isOpen} />
      </button>
      {isOpen && children}
    </>
  );
}
