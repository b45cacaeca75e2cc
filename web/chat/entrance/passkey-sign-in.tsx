import type { PasskeyStep } from "@roost/sdk";
import { Lock } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { describePasskeyTrouble, hasPasskeys, offerPasskeys, signWithPasskey } from "./passkey.ts";

/** Signing in without a password: by a button, and from what the browser offers in the field of the name. */
export function PasskeySignIn({ session }: { session: Session }) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function signIn(step: PasskeyStep | Promise<PasskeyStep>) {
    setBusy(true);
    setTrouble(null);
    try {
      await session.signIn(await step);
    } catch (error) {
      setTrouble(describePasskeyTrouble(error, t));
      setBusy(false);
    }
  }

  // While somebody uses the button, nothing is offered besides.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the offer stays as long as nothing is under way.
  useEffect(() => {
    if (!busy) return offerPasskeys(session.accounts, signIn);
  }, [busy, session]);

  if (!hasPasskeys()) return null;
  return (
    <>
      <Button
        className="h-11"
        busy={busy}
        onClick={() => signIn(signWithPasskey(session.accounts))}
      >
        <Lock size={17} aria-hidden />
        {t("passkeys.use")}
      </Button>
      {trouble !== null && <Notice>{trouble}</Notice>}
    </>
  );
}
