import type { CurrentPerson } from "@roost/sdk";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { OutsideVisit, Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";

/** What is waited for happens on another device, of which nothing tells this page. */
const lookAgainMs = 5_000;

/** Goes on once nothing more is waited for, or something else. @param isWaiting has to be the same function each time. */
export function useGoingOn(
  { person: { me } }: OutsideVisit,
  session: Session,
  isWaiting: (person: CurrentPerson) => boolean,
) {
  useEffect(() => {
    let isOver = false;
    async function look() {
      if (document.hidden) return;
      // Without an answer, the next look may get one.
      const found = await session.accounts.session().catch(() => undefined);
      if (isOver || found === undefined) return;
      if (!found || found.me.id !== me.id || !isWaiting(found)) await session.check();
    }
    const timer = setInterval(look, lookAgainMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [me.id, session, isWaiting]);
}

export function SignOutOutside({ session }: { session: Session }) {
  const t = useText();
  const [path, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function leave() {
    setBusy(true);
    setError(null);
    try {
      await session.signOut();
      // They have an account; other addresses are kept for after the sign-in.
      if (path === "/sign-up" || path.startsWith("/join/")) {
        navigate(`/sign-in${location.search}`, { replace: true });
      }
    } catch (refused) {
      setBusy(false);
      setError(describeTrouble(refused, t));
    }
  }

  return (
    <>
      <Button look="plain" className="h-11" busy={busy} onClick={leave}>
        {t("account.sign-out")}
      </Button>
      {error !== null && <Notice>{error}</Notice>}
    </>
  );
}
