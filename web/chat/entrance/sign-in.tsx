import { ApiError } from "@roost/sdk";
import { type FormEvent, type ReactNode, Suspense, useState } from "react";
import { Link } from "wouter";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import type { LeaveNotice, Session } from "../session/session.ts";
import { describeNotice, describeTrouble } from "../session/trouble.ts";
import { Entrance } from "./entrance.tsx";
import { LoginField } from "./login-field.tsx";
import { PasswordField } from "./password-field.tsx";

export interface SignInProps {
  session: Session;
  /** Why this page is here. */
  notice: LeaveNotice | null;
  /** Somebody followed a link to a room. */
  toRoom: boolean;
  /** Whether this server takes them. */
  passwords: boolean;
  /** For the other pages in front of the door. */
  query: string;
  /** The password is right, and a code is asked for. */
  onChallenge: (challenge: string) => void;
  /** Other ways to sign in. */
  children: ReactNode;
}

const NewHere = part(() => import("./new-here.tsx"));
const UnlockOffer = part(() => import("./unlock-offer.tsx"));

export function SignIn(props: SignInProps) {
  const { session, notice, toRoom, passwords, query, onChallenge, children } = props;
  const t = useText();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [mustWait, setMustWait] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (login.trim() === "" || password === "") {
      setError(t("entrance.sign-in.empty"));
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await session.signIn({ login: login.trim(), password });
    } catch (refused) {
      if (refused instanceof ApiError && refused.challenge) return onChallenge(refused.challenge);
      setError(describeTrouble(refused, t));
      setMustWait(refused instanceof ApiError && refused.code === "request.rate_limited");
      setBusy(false);
    }
  }

  return (
    <Entrance
      title={t("entrance.sign-in")}
      text={
        notice === null
          ? t(toRoom ? "entrance.sign-in.to-room" : "entrance.sign-in.welcome")
          : describeNotice(notice, t)
      }
    >
      {passwords && (
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <LoginField value={login} onChange={setLogin} />
          <PasswordField
            label={t("entrance.password")}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          {error !== null && <Notice>{error}</Notice>}
          {mustWait && (
            <Region>
              <Suspense>
                <UnlockOffer query={query} />
              </Suspense>
            </Region>
          )}
          <Button type="submit" look="primary" className="mt-1 h-11" busy={busy}>
            {t("entrance.sign-in")}
          </Button>
        </form>
      )}
      {children}
      {passwords && (
        <>
          <p className="mt-6 text-center text-[0.9375rem] text-ink-soft">
            <Link
              href={`/forgot-password${query}`}
              className="font-semibold text-accent-text hover:underline"
            >
              {t("entrance.forgot")}
            </Link>
          </p>
          <Region>
            <Suspense>
              <NewHere session={session} href={`/sign-up${query}`} />
            </Suspense>
          </Region>
        </>
      )}
    </Entrance>
  );
}
