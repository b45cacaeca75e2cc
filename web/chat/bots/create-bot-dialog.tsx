import { apiTokenLimits } from "@roost/protocol/api-token-limits.ts";
import type { Accounts } from "@roost/sdk";
import { Bots } from "@roost/sdk/account.ts";
import { useRef, useState } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { problemOfUsername } from "../entrance/account-rules.ts";
import { useText } from "../language/language.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "create-bot": { accounts: Accounts; onChanged: () => void };
  }
}

/** Makes the account of a program. */
export default function CreateBot({ dialog, onClose }: DialogProps<"create-bot">) {
  const t = useText();
  const { accounts } = dialog;
  const [username, setUsername] = useState("");
  const [displayName, setDisplayName] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    asksPassword: false,
    check: () => problemOfUsername(username, t),
    refusals: {
      "auth.username_taken": t("account.username.taken"),
      "auth.username_reserved": t("account.username.reserved"),
      "bot.too_many": t("bots.too-many", { limit: apiTokenLimits.bots }),
    },
    async change() {
      const name = displayName.trim() === "" ? username : displayName;
      const bot = await new Bots(accounts).create({ username, displayName: name });
      showToast(t("bots.made", { name: bot.displayName }));
      dialog.onChanged();
      onClose();
    },
  });

  return (
    <FormModal
      title={t("bots.create")}
      description={t("bots.create.about")}
      initialFocus={field}
      onClose={onClose}
      action={t("bots.create.action")}
      {...form}
    >
      <TextField
        label={t("bots.username")}
        hint={t("account.username.hint")}
        name="bot-username"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        ref={field}
        value={username}
        error={error}
        onChange={(event) => setUsername(event.target.value)}
      />
      <TextField
        label={t("bots.display-name")}
        hint={t("bots.display-name.hint")}
        name="bot-display-name"
        autoComplete="off"
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
      />
      {currentPassword}
      {notice}
    </FormModal>
  );
}
