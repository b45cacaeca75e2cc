import type { Accounts } from "@roost/sdk";
import { Admission } from "@roost/sdk/account.ts";
import { useState } from "react";
import { SleepingBird } from "../art/sleeping-bird.tsx";
import { Button } from "../controls/button.tsx";
import { Entrance } from "../entrance/entrance.tsx";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { InviteStep } from "./invite-step.tsx";
import { SetUpForm } from "./set-up-form.tsx";
import { useSettings } from "./use-settings.ts";

/** The first steps with a new server, shown once. */
export function SetUp({ accounts, onDone }: { accounts: Accounts; onDone: () => void }) {
  const t = useText();
  const { settings, error, tryAgain } = useSettings(accounts);
  /** The link that was made; null before. */
  const [link, setLink] = useState<string | null>(null);

  async function goOn(isInviting: boolean) {
    if (!isInviting) return onDone();
    const until = new Date(Date.now() + inviteDays * 86_400_000).toISOString();
    // Whatever keeps it from being made: the server is set up, and links can be made later.
    const made = await new Admission(accounts).createInvite({ until }).catch(() => null);
    if (made === null) onDone();
    else setLink(made.url);
  }

  if (link !== null) return <InviteStep link={link} onDone={onDone} />;
  if (settings !== null)
    return <SetUpForm accounts={accounts} settings={settings} onSaved={goOn} onSkip={onDone} />;
  if (error === null) return <SleepingBird />;
  return (
    <Entrance title={t("set-up.title")} text={describeTrouble(error, t)}>
      <div className="flex flex-col gap-1">
        <Button look="primary" className="h-11" autoFocus onClick={tryAgain}>
          {t("controls.try-again")}
        </Button>
        <Button look="plain" className="h-11" onClick={onDone}>
          {t("set-up.skip")}
        </Button>
      </div>
    </Entrance>
  );
}

const inviteDays = 7;
