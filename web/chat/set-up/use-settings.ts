import type { ServerSettingsState } from "@roost/protocol/server-settings.ts";
import type { Accounts } from "@roost/sdk";
import { Admission } from "@roost/sdk/account.ts";
import { useEffect, useState } from "react";

/** How the server is run now; null until that is known. */
export function useSettings(accounts: Accounts) {
  const [settings, setSettings] = useState<ServerSettingsState | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    let isOver = false;
    setError(null);
    new Admission(accounts).settings().then(
      (found) => {
        if (!isOver) setSettings(found);
      },
      (failed) => {
        if (!isOver) setError(failed);
      },
    );
    return () => {
      isOver = true;
    };
  }, [accounts, attempt]);
  return { settings, error, tryAgain: () => setAttempt(attempt + 1) };
}
