import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { classNames } from "./class-names.ts";

interface Toast {
  id: number;
  text: string;
  tone: "plain" | "trouble";
  /** What can be done about it. */
  action: ReactNode;
}

const shownMs = { plain: 2_600, trouble: 6_000 };
/** Long enough to think again. */
const withActionMs = 8_000;
const listeners = new Set<() => void>();
let current: Toast | null = null;
let nextId = 1;

/** Says something short at the bottom of the page. A newer one takes the older one's place. */
export function showToast(text: string, tone: Toast["tone"] = "plain", action: ReactNode = null) {
  become({ id: nextId++, text, tone, action });
}

export const endToast = () => become(null);

function become(toast: Toast | null) {
  current = toast;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function ToastHost() {
  const toast = useSyncExternalStore(subscribe, () => current);
  // With the page goes what it told of: who signs in next has nothing to undo.
  useEffect(() => endToast, []);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(6.5rem+env(safe-area-inset-bottom))] z-60 flex justify-center"
    >
      {toast !== null && <ToastCard key={toast.id} toast={toast} />}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setInterval(
      () => {
        // It stays while somebody is about to press what is in it.
        if (!card.current?.matches(":hover, :focus-within")) endToast();
      },
      toast.action !== null ? withActionMs : shownMs[toast.tone],
    );
    return () => clearInterval(timer);
  }, [toast]);
  return (
    <div
      ref={card}
      className={classNames(
        "flex max-w-md animate-[arrive_160ms_ease-out] items-center gap-4 rounded-xl px-4 py-2.5 text-sm font-medium shadow-pop",
        toast.tone === "trouble" ? "bg-danger text-on-danger" : "bg-ink text-canvas",
        (toast.action !== null || toast.tone === "trouble") && "pointer-events-auto",
      )}
    >
      {toast.text}
      {toast.action}
    </div>
  );
}
