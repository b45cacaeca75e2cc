import { useEffect, useRef } from "react";
import { Spinner } from "./spinner.tsx";

export interface MoreRowsProps {
  /** Called when the end of the list comes into view. */
  onReach: () => void;
  loading: boolean;
}

/** The end of a paged list: asks for the next page before the reader arrives there. */
export function MoreRows({ onReach, loading }: MoreRowsProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null || loading) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && onReach(),
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [onReach, loading]);
  return (
    <div ref={ref} className="grid h-12 place-items-center text-ink-faint">
      {loading && <Spinner />}
    </div>
  );
}
