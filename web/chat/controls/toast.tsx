import { useEffect, useSyncExternalStore } from "react";
import { classNames } from "./class-names.ts";

interface Toast {
  id: number;
  text: string;
  tone: "plain" | "trouble";
}

const shownMs = { plain: 2_600, trouble: 6_000 };
const listeners = new Set<() => void>();
let current: Toast | null = null;
let nextId = 1;

/** Says something short at the bottom of the page. A newer one takes the older one's place. */
export function showToast(text: string, tone: Toast["tone"] = "plain") {
  become({ id: nextId++, text, tone });
}

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
  useEffect(() => {
    if (toast === null) return;
    const timer = setTimeout(() => become(null), shownMs[toast.tone]);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(6.5rem+env(safe-area-inset-bottom))] z-60 flex justify-center"
    >
      {toast !== null && (
        <div
          key={toast.id}
          className={classNames(
            "max-w-md animate-[arrive_160ms_ease-out] rounded-xl px-4 py-2.5 text-sm font-medium shadow-pop",
            toast.tone === "trouble" ? "bg-danger text-on-danger" : "bg-ink text-canvas",
          )}
        >
          {toast.text}
        </div>
      )}
    </div>
  );
}
