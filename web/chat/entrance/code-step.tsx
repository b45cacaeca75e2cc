import type { PasskeyQuestion } from "@roost/protocol/passkeys.ts";
import { ApiError } from "@roost/sdk";
import { Passkeys } from "@roost/sdk/account.ts";
import { Lock } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { CodeField } from "./code-field.tsx";
import { Entrance } from "./entrance.tsx";
import { describePasskeyTrouble, hasPasskeys, signWithPasskey } from "./passkey.ts";

export interface CodeStepProps {
  session: Session;
  /** What says that the password was given. */
  challenge: string;
  /** Back to the name and the password. */
  onBack: () => void;
}

/** What somebody gives beside their password. */
type Kind = "app" | "recovery" | "passkey";

/** The second step of signing in: a passkey, a code of the app, or a recovery code. */
export default function CodeStep({ session, challenge, onBack }: CodeStepProps) {
  const t = useText();
  const [kinds, setKinds] = useState<readonly Kind[] | null>(null);
  const [kind, setKind] = useState<Kind>("app");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isOver = error instanceof ApiError && error.code === "auth.challenge_over";

  useEffect(() => {
    const show = (found: readonly [Kind, ...Kind[]]) => {
      setKinds(found);
      setKind(found[0]);
    };
    new Passkeys(session.accounts).question(challenge).then(
      (question) => show(kindsOf(question)),
      // Whatever keeps it from being known keeps nobody from giving a code.
      () => show(["app", "recovery"]),
    );
  }, [session, challenge]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (busy) return;
    setError(null);
    setProblem(null);
    if (kind !== "passkey" && code.trim() === "")
      return setProblem(t(`second-factor.${kind}.empty`));
    setBusy(true);
    try {
      const byPasskey = kind === "passkey" && signWithPasskey(session.accounts, challenge);
      await session.signIn((await byPasskey) || { challenge, code });
    } catch (refused) {
      const isWrong = refused instanceof ApiError && refused.code === "auth.code_invalid";
      flushSync(() => {
        setBusy(false);
        if (isWrong && kind !== "passkey") setProblem(t(`second-factor.${kind}.wrong`));
        else setError(refused);
      });
      form.querySelector("input")?.select();
    }
  }

  function change(next: Kind) {
    setKind(next);
    setCode("");
    setProblem(null);
    setError(null);
  }

  function described() {
    if (isOver) return t("second-factor.over");
    return kind === "passkey" ? describePasskeyTrouble(error, t) : describeTrouble(error, t);
  }

  return (
    <Entrance title={t("second-factor.step")} text={kinds && t(`second-factor.${kind}.about`)}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {!isOver && kinds !== null && kind !== "passkey" && (
          <CodeField
            // The other one is another field, which gets the focus.
            key={kind}
            kind={kind}
            label={t(`second-factor.${kind}`)}
            autoFocus
            value={code}
            error={problem}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        {error !== null && <Notice>{described()}</Notice>}
        {!isOver && kinds !== null && (
          <>
            <Button
              key={kind === "passkey" ? "passkey" : "code"}
              type="submit"
              look="primary"
              className="mt-1 h-11"
              busy={busy}
              autoFocus={kind === "passkey"}
            >
              {kind === "passkey" && <Lock size={17} aria-hidden />}
              {t(kind === "passkey" ? "passkeys.use" : "entrance.sign-in")}
            </Button>
            {kinds
              .filter((other) => other !== kind)
              .map((other) => (
                <Button key={other} className="h-11" onClick={() => change(other)}>
                  {t(`second-factor.use-${other}`)}
                </Button>
              ))}
          </>
        )}
        <Button look={isOver ? "primary" : "plain"} className="h-11" onClick={onBack}>
          {t("account.back-to-sign-in")}
        </Button>
      </form>
    </Entrance>
  );
}

/** What can be given here, what is the least work first. */
function kindsOf({ options, app }: PasskeyQuestion): readonly [Kind, ...Kind[]] {
  const withApp: readonly Kind[] = app ? ["app"] : [];
  return options.allowCredentials.length > 0 && hasPasskeys()
    ? ["passkey", ...withApp, "recovery"]
    : app
      ? ["app", "recovery"]
      : ["recovery"];
}
