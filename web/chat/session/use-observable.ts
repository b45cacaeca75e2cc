import type { Observable } from "@roost/sdk";
import { useSyncExternalStore } from "react";

/** The present value of an observable of the SDK; the component renders again when it changes. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.get);
}
