import type { ChangeMessages } from "@roost/protocol/managed-messages.ts";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { useText } from "../../chat/language/language.ts";
import { useChange } from "./use-change.tsx";

interface ConfirmChangeProps {
  change: ChangeMessages["change"];
  ids: readonly string[];
  onChanged: () => void;
  onClose: () => void;
}

/** Asks before messages are deleted for everybody, or come back for everybody. */
export function ConfirmChange({ change, ids, onChanged, onClose }: ConfirmChangeProps) {
  const t = useText();
  const run = useChange(onChanged);
  const count = ids.length;
  return (
    <Confirm
      danger={change === "delete"}
      title={t(`panel.messages.${change}.title`, { count })}
      action={t(`panel.messages.${change}`)}
      onConfirm={() => run(change, ids)}
      onClose={onClose}
    >
      {t(`panel.messages.${change}.text`)}
    </Confirm>
  );
}
