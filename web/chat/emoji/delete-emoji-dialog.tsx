import { Confirm } from "../controls/confirm.tsx";
import { type DialogProps, useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "delete-emoji": { emojiName: string };
  }
}

/** Asks whether to delete an emoji of this server, and goes back to all of them. */
export default function DeleteEmoji({ dialog }: DialogProps<"delete-emoji">) {
  const t = useText();
  const roost = useRoost();
  const openDialog = useOpenDialog();
  const name = dialog.emojiName;
  return (
    <Confirm
      title={t("emoji.custom.delete.title", { name: `:${name}:` })}
      action={t("emoji.custom.delete.action")}
      danger
      onConfirm={() => roost.emoji.delete(name)}
      onClose={() => openDialog({ name: "custom-emoji" })}
    >
      {t("emoji.custom.delete.text")}
    </Confirm>
  );
}
