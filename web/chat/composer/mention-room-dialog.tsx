import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "mention-room": { count: number; onSend: () => void };
  }
}

/** Asks before a message that many people are told of. */
export default function MentionRoom({ dialog, onClose }: DialogProps<"mention-room">) {
  const t = useText();
  const { count, onSend } = dialog;
  return (
    <Confirm
      title={t("mentions.room.title", { count })}
      action={t("composer.send")}
      onConfirm={async () => onSend()}
      onClose={onClose}
    >
      <p>{t("mentions.room.text")}</p>
    </Confirm>
  );
}
