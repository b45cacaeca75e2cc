import { ApiError } from "@roost/sdk";
import { AccountChanges } from "@roost/sdk/account.ts";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { Button } from "../controls/button.tsx";
import { LinkButton } from "../controls/link-button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Entrance } from "./entrance.tsx";
import { LoginField } from "./login-field.tsx";

export interface UnlockProps {
  session: Session;
  signInHref: string;
}

/** For who is kept waiting by others who guess at their password: asks for a link, and is what that leads to. */
export default function Unlock(props: UnlockProps) {
  const token = useSyncExternalStore(onHashChange, () => location.hash.slice(1));
  return token === "" ? <AskForLink {...props} /> : <FollowLink {...props} token={token} />;
}

/** Where the link is opened in the very tab that asked for it, the page stays and its address changes. */
function onHashChange(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}

function AskForLink({ session, signInHref }: UnlockProps) {
  const t = useText();
  const [, navigate] = useLocation();
  const [login, setLogin] = useState("");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const typed = login.trim();
    if (typed === "") return setError(t("account.forgot.empty"));
    setBusy(true);
    setError(null);
    try {
      await new AccountChanges(session.accounts).requestUnlock(typed);
      setSentTo(typed);
    } catch (refused) {
      const isOff = refused instanceof ApiError && refused.code === "mail.off";
      setError(isOff ? t("sign-ins.unlock.off") : describeTrouble(refused, t));
    } finally {
      setBusy(false);
    }
  }

  if (sentTo !== null) {
    const text = t("sign-ins.unlock.sent.text", { login: sentTo });
    return (
      <Entrance title={t("sign-ins.unlock.sent")} text={text}>
        <Button className="h-11 w-full" autoFocus onClick={() => navigate(signInHref)}>
          {t("account.back-to-sign-in")}
        </Button>
      </Entrance>
    );
  }
  return (
    <Entrance title={t("sign-ins.unlock")} text={t("sign-ins.unlock.about")}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <LoginField value={login} onChange={setLogin} />
        {error !== null && <Notice>{error}</Notice>}
        <Button type="submit" look="primary" className="mt-1 h-11" busy={busy}>
          {t("sign-ins.unlock.send")}
        </Button>
        <LinkButton href={signInHref} look="plain">
          {t("account.back-to-sign-in")}
        </LinkButton>
      </form>
    </Entrance>
  );
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
