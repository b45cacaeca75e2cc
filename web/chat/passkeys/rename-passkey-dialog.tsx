import type { Passkey } from "@roost/protocol/passkeys.ts";
import { Passkeys } from "@roost/sdk/account.ts";
import { useRef, useState } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { problemOfName } from "./passkey-name.ts";
import { PasskeyNameField } from "./passkey-name-field.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "rename-passkey": { passkey: Passkey; onChanged: () => void };
  }
}

export default function RenamePasskey({ dialog, onClose }: DialogProps<"rename-passkey">) {
  const t = useText();
  const { accounts } = useSignedIn();
  const { id } = dialog.passkey;
  const [name, setName] = useState(dialog.passkey.name);
  const field = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    asksPassword: false,
    check: () => problemOfName(name, t),
    refusals: { "passkey.not_found": t("passkeys.gone") },
    async change() {
      await new Passkeys(accounts).rename({ id, name });
      dialog.onChanged();
      onClose();
    },
  });
  return (
    <FormModal
      title={t("passkeys.rename")}
      initialFocus={field}
      onClose={onClose}
      action={t("controls.save")}
      {...form}
    >
      <PasskeyNameField ref={field} value={name} error={error} onChange={setName} />
      {currentPassword}
      {notice}
    </FormModal>
  );
}
