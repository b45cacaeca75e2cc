import type { ConnectionStatus } from "@roost/sdk";
import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** A short break is nobody's business. */
const CALM_MS = 2_000;

/** Says, after a while, that the connection is gone. Nothing when all is well. */
export function ConnectionBanner() {
  const roost = useRoost();
  const status = useObservable(roost.status);
  const broken = isBroken(status);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!broken) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), CALM_MS);
    return () => clearTimeout(timer);
  }, [broken]);

  return (
    <div role="status">
      {shown && (
        <div className="flex items-center justify-center gap-3 border-b border-line bg-sunken px-4 pt-[max(0.375rem,env(safe-area-inset-top))] pb-1.5 text-[0.8125rem] text-ink-soft">
          <CloudOff size={15} aria-hidden />
          <span>
            Reconnecting…
            <span className="max-sm:hidden"> What you write is kept and sent afterwards.</span>
          </span>
          {status.state === "waiting" && (
            <button
              type="button"
              onClick={() => roost.connect().catch(() => {})}
              className="tap rounded px-1 font-semibold text-accent-text underline underline-offset-2"
            >
              Try now
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function isBroken(status: ConnectionStatus): boolean {
  if (status.state === "waiting") return true;
  // The first attempt ever is loading, not reconnecting.
  return status.state === "connecting" && status.attempt > 1;
}
