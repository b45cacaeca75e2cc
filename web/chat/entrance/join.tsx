import type { InviteInfo } from "@roost/protocol/registration.ts";
import { Admission } from "@roost/sdk/account.ts";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { SleepingBird } from "../art/sleeping-bird.tsx";
import { Button } from "../controls/button.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Entrance } from "./entrance.tsx";
import SignUp from "./sign-up.tsx";

/** What a link leads to that invites somebody: the page to sign up, as far as it is good for that. */
export default function Join({
  session,
  secret,
  signInHref,
}: {
  session: Session;
  secret: string;
  signInHref: string;
}) {
  const t = useText();
  const [, navigate] = useLocation();
  const [info, setInfo] = useState<InviteInfo | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    let isOver = false;
    setError(null);
    new Admission(session.accounts).inviteInfo(secret).then(
      (found) => {
        if (!isOver) setInfo(found);
      },
      (failed) => {
        if (!isOver) setError(failed);
      },
    );
    return () => {
      isOver = true;
    };
  }, [session, secret, attempt]);

  if (error !== null) {
    return (
      <Entrance title={t("account.join")} text={describeTrouble(error, t)}>
        <Button
          look="primary"
          className="h-11 w-full"
          autoFocus
          onClick={() => setAttempt(attempt + 1)}
        >
          {t("controls.try-again")}
        </Button>
      </Entrance>
    );
  }
  if (info === null) return <SleepingBird />;
  if (info.isValid) {
    return (
      <SignUp
        session={session}
        toRoom={false}
        signInHref={signInHref}
        invitation={{ ...info, secret }}
      />
    );
  }
  return (
    <Entrance title={t("account.join")} text={t("account.join.over")}>
      <Button className="h-11 w-full" autoFocus onClick={() => navigate(signInHref)}>
        {t("account.back-to-sign-in")}
      </Button>
    </Entrance>
  );
}
