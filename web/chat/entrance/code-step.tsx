import { ApiError } from "@roost/sdk";
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { CodeField } from "./code-field.tsx";
import { Entrance } from "./entrance.tsx";

export interface CodeStepProps {
  session: Session;
  /** What says that the password was given. */
  challenge: string;
  /** Back to the name and the password. */
  onBack: () => void;
}

/** The second step of signing in: a code of the app, or a recovery code. */
export default function CodeStep({ session, challenge, onBack }: CodeStepProps) {
  const t = useText();
  const [kind, setKind] = useState<"app" | "recovery">("app");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isOver = error instanceof ApiError && error.code === "auth.challenge_over";

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (busy) return;
    setError(null);
    setProblem(null);
    if (code.trim() === "") return setProblem(t(`second-factor.${kind}.empty`));
    setBusy(true);
    try {
      await session.signIn({ challenge, code });
    } catch (refused) {
      const isWrong = refused instanceof ApiError && refused.code === "auth.code_invalid";
      flushSync(() => {
        setBusy(false);
        if (isWrong) setProblem(t(`second-factor.${kind}.wrong`));
        else setError(refused);
      });
      form.querySelector("input")?.select();
    }
  }

  function change(next: typeof kind) {
    setKind(next);
    setCode("");
    setProblem(null);
    setError(null);
  }

  return (
    <Entrance title={t("second-factor.step")} text={t(`second-factor.${kind}.about`)}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {!isOver && (
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
        {error !== null && (
          <Notice>{isOver ? t("second-factor.over") : describeTrouble(error, t)}</Notice>
        )}
        {!isOver && (
          <>
            <Button type="submit" look="primary" className="mt-1 h-11" busy={busy}>
              {t("entrance.sign-in")}
            </Button>
            <Button className="h-11" onClick={() => change(kind === "app" ? "recovery" : "app")}>
              {t(kind === "app" ? "second-factor.use-recovery" : "second-factor.use-app")}
            </Button>
          </>
        )}
        <Button look={isOver ? "primary" : "plain"} className="h-11" onClick={onBack}>
          {t("account.back-to-sign-in")}
        </Button>
      </form>
    </Entrance>
  );
}
