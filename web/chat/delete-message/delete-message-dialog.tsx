import type { Message } from "@roost/protocol/message.ts";
import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { previewOfMessage } from "../markdown/preview.ts";
import { useRoost } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "delete-message": { message: Message };
  }
}

export default function DeleteMessage({ dialog, onClose }: DialogProps<"delete-message">) {
  const t = useText();
  const roost = useRoost();
  const { message } = dialog;
  return (
    <Confirm
      title={t("delete-message.title")}
      action={t("message.delete")}
      danger
      onConfirm={async () => {
        await roost.api.deleteMessage(message.id);
      }}
      onClose={onClose}
    >
      <p dir="auto" className="line-clamp-3 rounded-lg bg-sunken px-3 py-2 text-sm wrap-anywhere">
        {previewOfMessage(message)}
      </p>
      <p className="mt-2">{t("delete-message.text")}</p>
    </Confirm>
  );
}
