import { ApiError } from "@roost/sdk";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../controls/button.tsx";
import { LinkButton } from "../controls/link-button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Entrance } from "./entrance.tsx";
import { LoginField } from "./login-field.tsx";

export interface AskForLinkProps {
  title: string;
  about: string;
  /** On the button. */
  send: string;
  /** What is said where the server sends no mails. */
  off: string;
  sentTitle: string;
  sentText: (login: string) => string;
  signInHref: string;
  request: (login: string) => Promise<void>;
}

/** Has a link mailed to who has this name or address. Whether there is such an account is not said. */
export function AskForLink(props: AskForLinkProps) {
  const { title, about, send, off, sentTitle, sentText, signInHref, request } = props;
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
      await request(typed);
      setSentTo(typed);
    } catch (refused) {
      const isOff = refused instanceof ApiError && refused.code === "mail.off";
      setError(isOff ? off : describeTrouble(refused, t));
    } finally {
      setBusy(false);
    }
  }

  if (sentTo !== null) {
    return (
      <Entrance title={sentTitle} text={sentText(sentTo)}>
        <Button className="h-11 w-full" autoFocus onClick={() => navigate(signInHref)}>
          {t("account.back-to-sign-in")}
        </Button>
      </Entrance>
    );
  }
  return (
    <Entrance title={title} text={about}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <LoginField value={login} onChange={setLogin} />
        {error !== null && <Notice>{error}</Notice>}
        <Button type="submit" look="primary" className="mt-1 h-11" busy={busy}>
          {send}
        </Button>
        <LinkButton href={signInHref} look="plain">
          {t("account.back-to-sign-in")}
        </LinkButton>
      </form>
    </Entrance>
  );
}
