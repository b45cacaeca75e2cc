import { normalizeUsername } from "@roost/protocol/account-rules.ts";
import type { ErrorCode } from "@roost/protocol/errors.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { SignInWays } from "@roost/protocol/provider.ts";
import type { Registration } from "@roost/protocol/registration.ts";
import { type SignUp as Account, ApiError } from "@roost/sdk";
import { type FormEvent, useRef, useState } from "react";
import { Link } from "wouter";
import { SleepingBird } from "../art/sleeping-bird.tsx";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useText } from "../language/language.ts";
import type { FixedKey, Text } from "../language/text.tsx";
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
import { ProviderSignIn } from "./provider-sign-in.tsx";
import { takesSignUps, useRegistration } from "./use-registration.ts";
import { useWays } from "./use-ways.ts";

export interface SignUpProps {
  session: Session;
  /** Somebody followed a link to a room. */
  toRoom: boolean;
  signInHref: string;
  /** Somebody followed a link that invites them. */
  invitation?: { secret: string; invitedBy: string | null; serverName: string };
}

type Field = keyof AccountErrors;

/** At which field a refusal is shown, and how. */
const ofFields = {
  "auth.username_taken": ["username", "account.username.taken"],
  "auth.username_reserved": ["username", "account.username.reserved"],
  "auth.email_taken": ["email", "account.email.taken"],
  "auth.password_common": ["password", "account.password.common"],
  "registration.domain_not_allowed": ["email", "account.email.domain"],
} as const satisfies { [Code in ErrorCode]?: [Field, FixedKey] };

/** What is said in place of what the server says, which is in English. */
const ofForm = {
  "auth.rejected": "account.sign-up.closed",
  "registration.invite_needed": "account.sign-up.invite",
  "invite.invalid": "account.join.over",
} as const satisfies { [Code in ErrorCode]?: FixedKey };

const empty: Account = { displayName: "", username: "", email: "", password: "" };

/** The page to sign up, as far as this server lets somebody. */
export default function SignUp(props: SignUpProps) {
  const t = useText();
  const { session, signInHref, invitation } = props;
  const registration = useRegistration(session);
  const ways = useWays(session);
  if (registration === null || ways === null) return <SleepingBird />;
  if (invitation === undefined && !takesSignUps(registration)) {
    const { mode } = registration;
    return (
      <Entrance
        title={t("account.sign-up")}
        text={t(mode === "invite" ? "account.sign-up.invite" : "account.sign-up.closed")}
      >
        <Known signInHref={signInHref} />
      </Entrance>
    );
  }
  return <SignUpForm {...props} ways={ways} about={aboutOf(registration, props, t)} />;
}

/** What somebody is to know beforehand. */
function aboutOf({ mode, domains }: Registration, props: SignUpProps, t: Text): string {
  const { invitation, toRoom } = props;
  if (invitation) {
    const { invitedBy, serverName } = invitation;
    return invitedBy === null
      ? t("account.join.about", { server: serverName })
      : t("account.join.by", { name: invitedBy, server: serverName });
  }
  if (mode === "domain") return t("account.sign-up.domains", { domains });
  if (mode === "approval") return t("account.sign-up.approval");
  return t(toRoom ? "account.sign-up.to-room" : "account.sign-up.welcome");
}

function Known({ signInHref }: Pick<SignUpProps, "signInHref">) {
  const t = useText();
  return (
    <p className="mt-6 text-center text-[0.9375rem] text-ink-soft">
      {t.rich("account.sign-up.known", {
        link: (words) => (
          <Link href={signInHref} className="font-semibold text-accent-text hover:underline">
            {words}
          </Link>
        ),
      })}
    </p>
  );
}

interface SignUpFormProps extends SignUpProps {
  ways: SignInWays;
  about: string;
}

function SignUpForm({ session, signInHref, invitation, ways, about }: SignUpFormProps) {
  const t = useText();
  const [account, setAccount] = useState(empty);
  const [ownUsername, setOwnUsername] = useState(false);
  const [errors, setErrors] = useState<AccountErrors>({});
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function change(field: Field, value: string) {
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
      await session.signUp({
        ...account,
        displayName: account.displayName.trim(),
        ...(invitation && { invite: invitation.secret }),
      });
    } catch (refused) {
      setBusy(false);
      const code = refused instanceof ApiError ? refused.code : null;
      if (code !== null && Object.hasOwn(ofFields, code)) {
        const [field, key] = ofFields[code as keyof typeof ofFields];
        showErrors({ [field]: t(key) });
      } else if (code !== null && Object.hasOwn(ofForm, code)) {
        setError(t(ofForm[code as keyof typeof ofForm]));
      } else setError(describeTrouble(refused, t));
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
    <Entrance title={t("account.sign-up")} text={about}>
      {ways.passwords && (
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
      )}
      {ways.provider !== null && (
        <div className="mt-3 flex flex-col gap-3">
          <ProviderSignIn
            session={session}
            provider={ways.provider}
            signInHref={signInHref}
            invite={invitation?.secret}
          />
        </div>
      )}
      <Known signInHref={signInHref} />
    </Entrance>
  );
}
