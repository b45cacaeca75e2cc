import { useSyncExternalStore } from "react";

let today = new Date();
let started = false;
const listeners = new Set<() => void>();

/** The present, exact to the day: components that say "Today" render again after midnight. */
export function useToday(): Date {
  return useSyncExternalStore(subscribe, () => today);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!started) {
    started = true;
    waitForMidnight();
  }
  return () => listeners.delete(listener);
}

function waitForMidnight() {
  const now = new Date();
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  setTimeout(onMidnight, next.getTime() - now.getTime());
}

function onMidnight() {
  today = new Date();
  for (const listener of listeners) listener();
  waitForMidnight();
}
