import type { ChangeMessages } from "@roost/protocol/managed-messages.ts";
import { RotateCcw, Trash2, X } from "lucide-react";
import { Button } from "../../chat/controls/button.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { useText } from "../../chat/language/language.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { ConfirmChange } from "./confirm-change.tsx";
import type { NamedMessage } from "./use-messages.ts";

interface ManyBarProps {
  messages: readonly NamedMessage[];
  onChanged: () => void;
  onClear: () => void;
}

/** What can be done with all that are selected, at the foot of the page. */
export function ManyBar({ messages, onChanged, onClear }: ManyBarProps) {
  const t = useText();
  const openDialog = useDialog();
  const standing = messages.filter(({ deletedAt }) => deletedAt === null);
  const restorable = messages.filter(({ restorableUntil }) => restorableUntil !== null);
  const ask = (change: ChangeMessages["change"], of: readonly NamedMessage[]) =>
    openDialog((close) => (
      <ConfirmChange
        change={change}
        ids={of.map(({ id }) => id)}
        onChanged={() => {
          onChanged();
          onClear();
        }}
        onClose={close}
      />
    ));
  return (
    <section
      aria-label={t("panel.messages.many")}
      className="sticky bottom-3 z-10 mx-auto mt-4 flex max-w-full flex-wrap items-center gap-2 rounded-xl bg-raised py-2 ps-4 pe-2 shadow-pop"
    >
      <p role="status" className="text-[0.9375rem] font-semibold">
        {t("panel.list.selected", { count: messages.length })}
      </p>
      {restorable.length > 0 && (
        <Button size="small" onClick={() => ask("restore", restorable)}>
          <RotateCcw size={15} aria-hidden className="max-sm:hidden" />
          {t("panel.messages.restore")}
        </Button>
      )}
      {standing.length > 0 && (
        <Button size="small" look="danger" onClick={() => ask("delete", standing)}>
          <Trash2 size={15} aria-hidden className="max-sm:hidden" />
          {t("panel.messages.delete")}
        </Button>
      )}
      <IconButton icon={X} size="small" label={t("panel.list.unselect")} onClick={onClear} />
    </section>
  );
}
