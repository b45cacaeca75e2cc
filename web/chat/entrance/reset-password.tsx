import { ApiError } from "@roost/sdk";
import { AccountChanges } from "@roost/sdk/account.ts";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../controls/button.tsx";
import { LinkButton } from "../controls/link-button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { problemOfPassword } from "./account-rules.ts";
import { Entrance } from "./entrance.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

/** What a link leads to that was mailed, or handed over: a new password. */
export default function ResetPassword({ session }: { session: Session }) {
  const t = useText();
  const [, navigate] = useLocation();
  const [token] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [state, setState] = useState<"typing" | "busy" | "done">("typing");

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state === "busy") return;
    const found = problemOfPassword(password, t);
    setProblem(found);
    if (found !== null) return;
    setState("busy");
    setError(null);
    try {
      await new AccountChanges(session.accounts).resetPassword({ token, newPassword: password });
      setState("done");
    } catch (refused) {
      setState("typing");
      const isCommon = refused instanceof ApiError && refused.code === "auth.password_common";
      if (isCommon) setProblem(t("account.password.common"));
      else setError(refused);
    }
  }

  async function goOn() {
    // Whoever was signed in here may have been signed out by the new password.
    await session.check();
    navigate("/sign-in", { replace: true });
  }

  if (state === "done") {
    return (
      <Entrance title={t("account.reset.done")} text={t("account.reset.done.text")}>
        <Button look="primary" className="h-11 w-full" autoFocus onClick={goOn}>
          {t("entrance.sign-in")}
        </Button>
      </Entrance>
    );
  }
  const isOver = error instanceof ApiError && error.code === "auth.link_invalid";
  return (
    <Entrance title={t("account.reset")} text={t("account.reset.about")}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <NewPasswordField
          label={t("account.reset.password")}
          name="password"
          autoFocus
          value={password}
          error={problem}
          onChange={(event) => setPassword(event.target.value)}
        />
        {error !== null && (
          <Notice>{isOver ? t("account.link.over") : describeTrouble(error, t)}</Notice>
        )}
        <Button type="submit" look="primary" className="mt-1 h-11" busy={state === "busy"}>
          {t("account.reset.save")}
        </Button>
        {isOver && <LinkButton href="/forgot-password">{t("account.link.anew")}</LinkButton>}
      </form>
    </Entrance>
  );
}
