import { ApiError } from "@roost/sdk";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import type { Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Entrance } from "./entrance.tsx";
import { PasswordField } from "./password-field.tsx";

export interface SignInProps {
  session: Session;
  /** Why this page is here, such as "You were signed out." */
  notice: string | null;
  /** Somebody followed a link to a room. */
  toRoom: boolean;
  signUpHref: string;
}

export function SignIn({ session, notice, toRoom, signUpHref }: SignInProps) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (login.trim() === "" || password === "") {
      setError("Fill in your name and your password.");
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await session.signIn({ login: login.trim(), password });
    } catch (refused) {
      const wrong = refused instanceof ApiError && refused.code === "auth.invalid_credentials";
      setError(wrong ? "The name or the password is wrong." : describeTrouble(refused));
      setBusy(false);
    }
  }

  return (
    <Entrance
      title="Sign in"
      text={
        notice ?? (toRoom ? "Sign in to open the room you were sent." : "Good to see you again.")
      }
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField
          label="User name or e-mail"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {error !== null && <Notice>{error}</Notice>}
        <Button type="submit" look="primary" className="mt-1 h-11" busy={busy}>
          Sign in
        </Button>
      </form>
      <p className="mt-6 text-center text-[0.9375rem] text-ink-soft">
        New here?{" "}
        <Link href={signUpHref} className="font-semibold text-accent-text hover:underline">
          Create an account
        </Link>
      </p>
    </Entrance>
  );
}
