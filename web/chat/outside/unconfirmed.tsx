import { checkEmail, normalizeEmail } from "@roost/protocol/account-rules.ts";
import type { CurrentPerson } from "@roost/sdk";
import { AccountChanges } from "@roost/sdk/account.ts";
import { useEffect, useRef, useState } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { Entrance } from "../entrance/entrance.tsx";
import { useText } from "../language/language.ts";
import type { OutsideVisit, Session } from "../session/session.ts";
import { describeTrouble } from "../session/trouble.ts";
import { SignOutOutside, useGoingOn } from "./going-on.tsx";

const isWaiting = ({ awaitsConfirmation }: CurrentPerson) => awaitsConfirmation;

interface Props {
  visit: OutsideVisit;
  session: Session;
}

/** What somebody sees who has signed up, until they have confirmed their address. */
export function Unconfirmed({ visit, session }: Props) {
  const t = useText();
  const [email, setEmail] = useState(visit.person.me.email);
  const [isChanging, setChanging] = useState(false);
  useGoingOn(visit, session, isWaiting);

  if (isChanging) {
    return (
      <OtherAddress
        visit={visit}
        onClose={() => setChanging(false)}
        onChanged={(changed) => {
          setEmail(changed);
          setChanging(false);
        }}
      />
    );
  }
  return (
    <Entrance title={t("account.confirm-email")} text={t("account.unconfirmed.about", { email })}>
      <SendAgain key={email} visit={visit} />
      <div className="mt-3 flex flex-col gap-1">
        <Button look="plain" className="h-11" onClick={() => setChanging(true)}>
          {t("account.unconfirmed.change")}
        </Button>
        <SignOutOutside session={session} />
      </div>
    </Entrance>
  );
}

function SendAgain({ visit }: Pick<Props, "visit">) {
  const t = useText();
  const [state, setState] = useState<"idle" | "busy" | "sent">("idle");
  const [error, setError] = useState<string | null>(null);

  async function send() {
    setState("busy");
    setError(null);
    try {
      await new AccountChanges(visit.accounts).requestConfirmation();
      setState("sent");
    } catch (refused) {
      setState("idle");
      setError(describeTrouble(refused, t));
    }
  }

  return (
    <div className="flex flex-col gap-4">
      {error !== null && <Notice>{error}</Notice>}
      <p role="status" className="text-[0.9375rem] empty:hidden">
        {state === "sent" && t("account.unconfirmed.sent")}
      </p>
      <Button look="primary" className="h-11" busy={state === "busy"} onClick={send}>
        {t("account.unconfirmed.again")}
      </Button>
    </div>
  );
}

/** For who has mistyped their address. */
function OtherAddress(props: {
  visit: OutsideVisit;
  onChanged: (email: string) => void;
  onClose: () => void;
}) {
  const t = useText();
  const { person, accounts } = props.visit;
  const [email, setEmail] = useState(person.me.email);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { error, currentPassword, notice, busy, onSubmit } = useAccountChange({
    accounts,
    check: () => (checkEmail(normalizeEmail(email)) ? t("account.email.form") : null),
    refusals: { "auth.email_taken": t("account.email.taken") },
    async change(changes, password) {
      await changes.changeEmail({ newEmail: email, currentPassword: password });
      props.onChanged(normalizeEmail(email));
    },
  });

  return (
    <Entrance title={t("account.change-email")} text={t("account.unconfirmed.other")}>
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <TextField
          label={t("account.change-email.new")}
          name="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          ref={field}
          value={email}
          error={error}
          onChange={(event) => setEmail(event.target.value)}
        />
        {currentPassword}
        {notice}
        <Button type="submit" look="primary" className="mt-1 h-11" busy={busy}>
          {t("account.forgot.send")}
        </Button>
        <Button look="plain" className="h-11" onClick={props.onClose}>
          {t("controls.cancel")}
        </Button>
      </form>
    </Entrance>
  );
}
