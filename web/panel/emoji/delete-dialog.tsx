import { ApiError } from "@roost/sdk";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { useAdministrator } from "../session/administrator.ts";

interface DeleteDialogProps {
  /** The names of those that are to be deleted. */
  names: readonly string[];
  onDeleted: () => void;
  onClose: () => void;
}

/** Asks before emoji are deleted. What keeps it from one of them is told when those before it are gone. */
export default function DeleteDialog({ names, onDeleted, onClose }: DeleteDialogProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const count = names.length;
  const name = `:${names[0]}:`;
  async function remove() {
    try {
      for (const one of names) {
        await administration.deleteEmoji(one).catch((refused: unknown) => {
          // Somebody else has deleted it meanwhile.
          if (!(refused instanceof ApiError && refused.code === "emoji.not_found")) throw refused;
        });
      }
    } finally {
      onDeleted();
    }
    showToast(t("panel.emoji.delete.done", { count, name }));
  }
  return (
    <Confirm
      danger
      title={t("panel.emoji.delete.title", { count, name })}
      action={t("panel.emoji.delete")}
      onConfirm={remove}
      onClose={onClose}
    >
      {t("panel.emoji.delete.text", { count })}
    </Confirm>
  );
}
