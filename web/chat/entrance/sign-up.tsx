import { limits } from "@roost/protocol/limits.ts";
import { type SignUp as Account, ApiError } from "@roost/sdk";
import { type FormEvent, useRef, useState } from "react";
import { Link } from "wouter";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import {
  type AccountErrors,
  checkAccount,
  checkUsername,
  suggestUsername,
} from "./account-rules.ts";
import { Entrance } from "./entrance.tsx";
import { PasswordField } from "./password-field.tsx";

export interface SignUpProps {
  session: Session;
  /** Somebody followed a link to a room. */
  toRoom: boolean;
  signInHref: string;
}

const empty: Account = { displayName: "", username: "", email: "", password: "" };

export function SignUp({ session, toRoom, signInHref }: SignUpProps) {
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
    const username = value.toLowerCase();
    setOwnUsername(username !== "");
    change("username", username);
    const problem = checkUsername(username);
    // Too short is no mistake while somebody is typing.
    if (problem !== null && username.length >= limits.usernameMinCharacters) {
      setErrors((before) => ({ ...before, username: problem }));
    }
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const problems = checkAccount(account);
    if (Object.keys(problems).length > 0) return showErrors(problems);
    setBusy(true);
    setError(null);
    try {
      await session.signUp({ ...account, displayName: account.displayName.trim() });
    } catch (refused) {
      setBusy(false);
      if (refused instanceof ApiError && refused.code === "auth.username_taken") {
        showErrors({ username: "Somebody has this user name already. Choose another." });
      } else if (refused instanceof ApiError && refused.code === "auth.email_taken") {
        showErrors({ email: "This address has an account already. Sign in instead." });
      } else setError(describeTrouble(refused));
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
      title="Create an account"
      text={
        toRoom ? "A minute, then you are in the room you were sent." : "A minute, then you are in."
      }
    >
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          autoFocus
          maxLength={limits.displayNameCharacters}
          value={account.displayName}
          error={errors.displayName ?? null}
          onChange={(event) => change("displayName", event.target.value)}
        />
        <TextField
          label="User name"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={limits.usernameMaxCharacters}
          value={account.username}
          error={errors.username ?? null}
          hint="Letters a–z, digits, dots, dashes and underscores."
          onChange={(event) => changeUsername(event.target.value)}
        />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          value={account.email}
          error={errors.email ?? null}
          onChange={(event) => change("email", event.target.value.trim())}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          maxLength={limits.passwordMaxCharacters}
          value={account.password}
          error={errors.password ?? null}
          hint={`At least ${limits.passwordMinCharacters} characters.`}
          onChange={(event) => change("password", event.target.value)}
        />
        {error !== null && <Notice>{error}</Notice>}
        <Button type="submit" look="primary" className="mt-1 h-11" busy={busy}>
          Create account
        </Button>
      </form>
      <p className="mt-6 text-center text-[0.9375rem] text-ink-soft">
        You have an account?{" "}
        <Link href={signInHref} className="font-semibold text-accent-text hover:underline">
          Sign in
        </Link>
      </p>
    </Entrance>
  );
}
