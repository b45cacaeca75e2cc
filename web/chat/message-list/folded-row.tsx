import { EyeOff } from "lucide-react";
import { FoldLabel } from "../blocks/fold-label.tsx";

export interface FoldedRowProps {
  rowKey: string;
  /** How many messages are in it. */
  count: number;
  isOpen: boolean;
  /** The row that the Tab key reaches; the arrow keys move it. */
  active: boolean;
  onToggle: () => void;
}

/** In place of what people wrote whom I have blocked, or above it where I have opened it. */
export default function FoldedRow({ rowKey, count, isOpen, active, onToggle }: FoldedRowProps) {
  return (
    <div className="px-3 py-0.5">
      <button
        type="button"
        data-key={rowKey}
        tabIndex={active ? 0 : -1}
        aria-expanded={isOpen}
        onClick={onToggle}
        className="tap ms-10 flex min-h-7 max-w-full items-center gap-1.5 rounded-lg px-2 text-start text-[0.8125rem] text-ink-faint hover:bg-hover"
      >
        <EyeOff size={14} className="shrink-0" aria-hidden />
        <FoldLabel count={count} isOpen={isOpen} />
      </button>
    </div>
  );
}
