import type { SignInWays } from "@roost/protocol/provider.ts";
import { Provider } from "@roost/sdk/account.ts";
import { useEffect, useState } from "react";
import type { Session } from "../session/session.ts";

/** Where the server does not say it, people may try; it refuses them itself. */
const unknown: SignInWays = { passwords: true, provider: null };

/** How people sign in here; null until that is known. */
export function useWays({ accounts }: Pick<Session, "accounts">): SignInWays | null {
  const [ways, setWays] = useState<SignInWays | null>(null);
  useEffect(() => {
    let isOver = false;
    new Provider(accounts)
      .ways()
      .catch(() => unknown)
      .then((found) => {
        if (!isOver) setWays(found);
      });
    return () => {
      isOver = true;
    };
  }, [accounts]);
  return ways;
}
