import { RotateCcw, Trash2 } from "lucide-react";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { useText } from "../../chat/language/language.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { ConfirmChange } from "./confirm-change.tsx";
import { type NamedMessage, nameIn } from "./use-messages.ts";

interface MessageActionsProps {
  message: NamedMessage;
  onChanged: () => void;
}

/** Deletes a message, or brings it back. */
export function MessageActions({ message, onChanged }: MessageActionsProps) {
  const t = useText();
  const openDialog = useDialog();
  if (message.deletedAt !== null && message.restorableUntil === null) return null;
  const change = message.deletedAt === null ? "delete" : "restore";
  return (
    <IconButton
      icon={change === "delete" ? Trash2 : RotateCcw}
      label={t(`panel.messages.${change}.name`, { name: nameIn(message, message.authorId, t) })}
      onClick={() =>
        openDialog((close) => (
          <ConfirmChange change={change} ids={[message.id]} onChanged={onChanged} onClose={close} />
        ))
      }
    />
  );
}
