import { ApiError } from "@roost/sdk";
import { AccountChanges } from "@roost/sdk/account.ts";
import { useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Entrance } from "./entrance.tsx";

/**
 * What the link leads to that was mailed to a new address. A button confirms it: programs open links of mails
 * that nobody has read.
 */
export default function ConfirmEmail({ session }: { session: Session }) {
  const t = useText();
  const [, navigate] = useLocation();
  const [token] = useState(() => location.hash.slice(1));
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [email, setEmail] = useState<string | null>(null);

  async function confirm() {
    setBusy(true);
    setError(null);
    try {
      setEmail(await new AccountChanges(session.accounts).confirmEmail(token));
    } catch (refused) {
      const isOver = refused instanceof ApiError && refused.code === "auth.link_invalid";
      setError(isOver ? t("account.link.over") : describeTrouble(refused, t));
    }
    setBusy(false);
  }

  async function goOn() {
    // Whoever is signed in here may have waited for it.
    if (session.get().state === "outside") await session.check();
    navigate("/", { replace: true });
  }

  if (email !== null) {
    return (
      <Entrance
        title={t("account.confirm-email.done")}
        text={t("account.confirm-email.done.text", { email })}
      >
        <Button look="primary" className="h-11 w-full" autoFocus onClick={goOn}>
          {t("account.go-on")}
        </Button>
      </Entrance>
    );
  }
  return (
    <Entrance title={t("account.confirm-email")} text={t("account.confirm-email.about")}>
      <div className="flex flex-col gap-4">
        {error !== null && <Notice>{error}</Notice>}
        <Button look="primary" className="h-11" autoFocus busy={busy} onClick={confirm}>
          {t("account.confirm-email.confirm")}
        </Button>
      </div>
    </Entrance>
  );
}
