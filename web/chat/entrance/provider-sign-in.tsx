import { Provider } from "@roost/sdk/account.ts";
import { useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";

export interface ProviderSignInProps {
  session: Session;
  /** What people know it by. */
  provider: string;
  /** Names the page that somebody wanted. */
  signInHref: string;
  /** Of the link that invited somebody. */
  invite?: string | undefined;
}

/** The way in, or to an account, with the identity provider of the server. */
export function ProviderSignIn({ session, provider, signInHref, invite }: ProviderSignInProps) {
  const t = useText();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function go() {
    setBusy(true);
    setError(null);
    const next = new URL(signInHref, location.href).searchParams.get("next") ?? "/";
    const wish = { next, ...(invite !== undefined && { invite }) };
    try {
      location.assign(await new Provider(session.accounts).signIn(wish));
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  }

  return (
    <>
      <Button className="h-11" busy={busy} onClick={go}>
        {t("provider.go", { provider })}
      </Button>
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </>
  );
}
