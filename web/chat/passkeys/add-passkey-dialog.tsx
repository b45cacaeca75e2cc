import { passkeyLimits } from "@roost/protocol/passkey-limits.ts";
import { Passkeys } from "@roost/sdk/account.ts";
import { startRegistration } from "@simplewebauthn/browser";
import { useRef, useState } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { describePasskeyTrouble } from "../entrance/passkey.ts";
import { useText } from "../language/language.ts";
import { RecoveryCodes } from "../second-factor/recovery-codes.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { describeAgent } from "../sign-ins/describe-agent.ts";
import { problemOfName } from "./passkey-name.ts";
import { PasskeyNameField } from "./passkey-name-field.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "add-passkey": { asksPassword: boolean; onChanged: () => void };
  }
}

/** Adds a passkey: its name, the password where the sign-in is long ago, and what the browser asks for. */
export default function AddPasskey({ dialog, onClose }: DialogProps<"add-passkey">) {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const [name, setName] = useState(() => describeAgent(navigator.userAgent, t).name);
  const [codes, setCodes] = useState<string[] | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    asksPassword: dialog.asksPassword,
    check: () => problemOfName(name, t),
    refusals: { "passkey.too_many": t("passkeys.too-many", { limit: passkeyLimits.passkeys }) },
    describe: describePasskeyTrouble,
    async change(_changes, password) {
      const passkeys = new Passkeys(accounts);
      const body = password === "" ? {} : { currentPassword: password };
      const passkey = await startRegistration({ optionsJSON: await passkeys.begin(body) });
      const recoveryCodes = await passkeys.confirm({ name, passkey });
      showToast(t("passkeys.added", { name }));
      dialog.onChanged();
      if (recoveryCodes === null) onClose();
      else setCodes(recoveryCodes);
    },
  });

  if (codes !== null) return <RecoveryCodes codes={codes} onClose={onClose} />;
  return (
    <FormModal
      title={t("passkeys.add")}
      description={t("passkeys.add.about")}
      initialFocus={field}
      onClose={onClose}
      action={t("passkeys.add.action")}
      {...form}
    >
      <PasskeyNameField ref={field} value={name} error={error} onChange={setName} />
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      {notice}
    </FormModal>
  );
}
