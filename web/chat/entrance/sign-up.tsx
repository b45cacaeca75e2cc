import { normalizeUsername } from "@roost/protocol/account-rules.ts";
import type { ErrorCode } from "@roost/protocol/errors.ts";
import { limits } from "@roost/protocol/limits.ts";
import { type SignUp as Account, ApiError } from "@roost/sdk";
import { type FormEvent, useRef, useState } from "react";
import { Link } from "wouter";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import {
  type AccountErrors,
  checkAccount,
  problemOfUsername,
  suggestUsername,
} from "./account-rules.ts";
import { Entrance } from "./entrance.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

export interface SignUpProps {
  session: Session;
  /** Somebody followed a link to a room. */
  toRoom: boolean;
  signInHref: string;
}

/** At which field a refusal is shown, and how. */
const ofFields = {
  "auth.username_taken": ["username", "account.username.taken"],
  "auth.username_reserved": ["username", "account.username.reserved"],
  "auth.email_taken": ["email", "account.email.taken"],
  "auth.password_common": ["password", "account.password.common"],
} as const satisfies { [Code in ErrorCode]?: [keyof Account, FixedKey] };

const empty: Account = { displayName: "", username: "", email: "", password: "" };

export default function SignUp({ session, toRoom, signInHref }: SignUpProps) {
  const t = useText();
  const [account, setAccount] = useState(empty);
  const [ownUsername, setOwnUsername] = useState(false);
  const [errors, setErrors] = useState<AccountErrors>({});
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function change(field: keyof Account, value: string) {
    const next = { ...account, [field]: value };
    if (field === "displayName" && !ownUsername) next.username = suggestUsername(value);
    setAccount(next);
    const { [field]: _gone, ...rest } = errors;
    setErrors(rest);
  }

  function changeUsername(value: string) {
    setOwnUsername(value !== "");
    change("username", value);
    const problem = problemOfUsername(value, t);
    // Too short is no mistake while somebody is typing.
    if (problem !== null && value.trim().length >= limits.usernameMinCharacters) {
      setErrors((before) => ({ ...before, username: problem }));
    }
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const problems = checkAccount(account, t);
    if (Object.keys(problems).length > 0) return showErrors(problems);
    setBusy(true);
    setError(null);
    try {
      await session.signUp({ ...account, displayName: account.displayName.trim() });
    } catch (refused) {
      setBusy(false);
      const code = refused instanceof ApiError ? refused.code : null;
      if (code !== null && Object.hasOwn(ofFields, code)) {
        const [field, key] = ofFields[code as keyof typeof ofFields];
        showErrors({ [field]: t(key) });
      } else if (code === "auth.rejected") setError(t("account.sign-up.closed"));
      else setError(describeTrouble(refused, t));
    }
  }

  function showErrors(problems: AccountErrors) {
    setErrors(problems);
    const first = (["displayName", "username", "email", "password"] as const).find(
      (f) => problems[f],
    );
    const name = first === "displayName" ? "name" : first;
    form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();
  }

  return (
    <Entrance
      title={t("account.sign-up")}
      text={t(toRoom ? "account.sign-up.to-room" : "account.sign-up.welcome")}
    >
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField
          label={t("account.name")}
          name="name"
          autoComplete="name"
          autoFocus
          value={account.displayName}
          error={errors.displayName ?? null}
          onChange={(event) => change("displayName", event.target.value)}
        />
        <TextField
          label={t("entrance.username")}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={account.username}
          error={errors.username ?? null}
          hint={t("account.username.hint")}
          onChange={(event) => changeUsername(event.target.value)}
          onBlur={() =>
            setAccount((before) => ({ ...before, username: normalizeUsername(before.username) }))
          }
        />
        <TextField
          label={t("entrance.email")}
          name="email"
          // Not type="email": Chromium rewrites international domains in such a field while they are typed.
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          value={account.email}
          error={errors.email ?? null}
          onChange={(event) => change("email", event.target.value)}
        />
        <NewPasswordField
          label={t("entrance.password")}
          name="password"
          value={account.password}
          known={[account.displayName, account.username, account.email]}
          error={errors.password ?? null}
          onChange={(event) => change("password", event.target.value)}
        />
        {error !== null && <Notice>{error}</Notice>}
        <Button type="submit" look="primary" className="mt-1 h-11" busy={busy}>
          {t("account.sign-up.create")}
        </Button>
      </form>
      <p className="mt-6 text-center text-[0.9375rem] text-ink-soft">
        {t.rich("account.sign-up.known", {
          link: (words) => (
            <Link href={signInHref} className="font-semibold text-accent-text hover:underline">
              {words}
            </Link>
          ),
        })}
      </p>
    </Entrance>
  );
}
