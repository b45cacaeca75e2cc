import type { DataExport } from "@roost/protocol/data-export.ts";
import { MyData } from "@roost/sdk/account.ts";
import { useCallback, useEffect, useState } from "react";
import { useSignedIn } from "../session/session-context.ts";

/** While it is under way, how far it is is asked for so often. */
const askEveryMs = 2_000;

/** How far the download of all that is mine is, as long as somebody looks. */
export function useDataExport() {
  const { accounts } = useSignedIn();
  const [status, setStatus] = useState<DataExport | null>(null);
  const [error, setError] = useState<unknown>(null);

  const show = useCallback((now: DataExport) => {
    setStatus(now);
    setError(null);
  }, []);
  const load = useCallback(() => {
    new MyData(accounts).status().then(show, setError);
  }, [accounts, show]);
  const cancel = useCallback(() => {
    new MyData(accounts).cancel().then(show, setError);
  }, [accounts, show]);
  useEffect(load, [load]);

  const isRunning = status?.state === "running";
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(load, askEveryMs);
    return () => clearInterval(timer);
  }, [isRunning, load]);

  return { status, error, show, load, cancel };
}
