import { Check, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { RefuseDialog } from "./refuse-dialog.tsx";
import type { NamedRequest } from "./use-columns.tsx";

interface DecideProps {
  request: NamedRequest;
  onDecided: () => void;
}

/** Lets somebody in, or not. Who was refused can be let in later. */
export function Decide({ request, onDecided }: DecideProps) {
  const t = useText();
  const openDialog = useDialog();
  const { admission } = useAdministrator();
  const [busy, setBusy] = useState(false);
  const { id, displayName: name, state } = request;
  async function approve() {
    setBusy(true);
    try {
      await inWords(t, () => admission.approve(id));
      showToast(t("panel.registrations.approve.done", { name }));
    } catch (error) {
      showToast(describeTrouble(error, t));
    }
    setBusy(false);
    // Somebody else may have decided meanwhile.
    onDecided();
  }
  if (state === "approved") return null;
  return (
    <div className="flex items-center justify-end gap-1">
      <Button
        size="small"
        look="primary"
        busy={busy}
        aria-label={t("panel.registrations.approve.name", { name })}
        onClick={approve}
      >
        <Check size={16} aria-hidden />
        {t("panel.registrations.approve")}
      </Button>
      {state === "awaited" && (
        <IconButton
          icon={X}
          label={t("panel.registrations.refuse.name", { name })}
          onClick={() =>
            openDialog((close) => (
              <RefuseDialog request={request} onRefused={onDecided} onClose={close} />
            ))
          }
        />
      )}
    </div>
  );
}
