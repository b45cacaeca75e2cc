import { useSyncExternalStore } from "react";

const events = ["focus", "blur"] as const;

/** Whether somebody looks at this page: it is visible and its window has the focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, isAttentive);
}

function isAttentive(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

function subscribe(listener: () => void) {
  for (const event of events) window.addEventListener(event, listener);
  document.addEventListener("visibilitychange", listener);
  return () => {
    for (const event of events) window.removeEventListener(event, listener);
    document.removeEventListener("visibilitychange", listener);
  };
}
