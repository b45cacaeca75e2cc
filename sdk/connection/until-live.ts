import { ConnectionStopped } from "../errors.ts";
import type { Observable } from "../observable.ts";
import type { ConnectionStatus } from "./status.ts";

/** Resolves when the connection is live; rejects with `ConnectionStopped`. */
export function untilLive(status: Observable<ConnectionStatus>): Promise<void> {
  return new Promise((resolve, reject) => {
    const unsubscribe = status.subscribe(check);
    check();

    function check() {
      const now = status.get();
      if (now.state === "live") resolve();
      else if (now.state === "stopped") reject(new ConnectionStopped(now.detail));
      else return;
      unsubscribe?.();
    }
  });
}
