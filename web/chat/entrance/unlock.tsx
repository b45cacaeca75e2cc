import { ApiError } from "@roost/sdk";
import { AccountChanges } from "@roost/sdk/account.ts";
import { useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { AskForLink } from "./ask-for-link.tsx";
import { Entrance } from "./entrance.tsx";

export interface UnlockProps {
  session: Session;
  signInHref: string;
}

/** For who is kept waiting by others who guess at their password: asks for a link, and is what that leads to. */
export default function Unlock(props: UnlockProps) {
  const token = useSyncExternalStore(onHashChange, () => location.hash.slice(1));
  const t = useText();
  if (token !== "") return <FollowLink {...props} token={token} />;
  return (
    <AskForLink
      title={t("sign-ins.unlock")}
      about={t("sign-ins.unlock.about")}
      send={t("sign-ins.unlock.send")}
      off={t("sign-ins.unlock.off")}
      sentTitle={t("sign-ins.unlock.sent")}
      sentText={(login) => t("sign-ins.unlock.sent.text", { login })}
      signInHref={props.signInHref}
      request={(login) => new AccountChanges(props.session.accounts).requestUnlock(login)}
    />
  );
}

/** Where the link is opened in the very tab that asked for it, the page stays and its address changes. */
function onHashChange(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}

/** A button follows it: programs open links of mails that nobody has read. */
function FollowLink({ session, signInHref, token }: UnlockProps & { token: string }) {
  const t = useText();
  const [, navigate] = useLocation();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function confirm() {
    setBusy(true);
    setError(null);
    try {
      await new AccountChanges(session.accounts).unlock(token);
      navigate(signInHref, { replace: true });
    } catch (refused) {
      const isOver = refused instanceof ApiError && refused.code === "auth.link_invalid";
      setError(isOver ? t("account.link.over") : describeTrouble(refused, t));
      setBusy(false);
    }
  }

  return (
    <Entrance title={t("sign-ins.unlock")} text={t("sign-ins.unlock.confirm.about")}>
      <div className="flex flex-col gap-4">
        {error !== null && <Notice>{error}</Notice>}
        <Button look="primary" className="h-11" autoFocus busy={busy} onClick={confirm}>
          {t("sign-ins.unlock.confirm")}
        </Button>
      </div>
    </Entrance>
  );
}
