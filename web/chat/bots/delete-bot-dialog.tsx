import type { Bot } from "@roost/protocol/bots.ts";
import { type Accounts, ApiError } from "@roost/sdk";
import { Bots } from "@roost/sdk/account.ts";
import { Confirm } from "../controls/confirm.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "delete-bot": { bot: Bot; accounts: Accounts; onChanged: () => void };
  }
}

/** Asks before a bot is of no use any more. */
export default function DeleteBot({ dialog, onClose }: DialogProps<"delete-bot">) {
  const t = useText();
  const { bot, accounts, onChanged } = dialog;
  const name = bot.displayName;

  async function remove() {
    try {
      await new Bots(accounts).delete(bot.id);
    } catch (refused) {
      // Somebody else has deleted it meanwhile.
      if (!(refused instanceof ApiError && refused.code === "user.not_found")) throw refused;
    }
    showToast(t("bots.deleted", { name }));
    onChanged();
  }

  return (
    <Confirm
      danger
      title={t("bots.delete.title", { name })}
      action={t("bots.delete.action")}
      onConfirm={remove}
      onClose={onClose}
    >
      {t("bots.delete.about")}
    </Confirm>
  );
}
