import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

interface OpenDialogProps {
  roomId: string;
  onOpened: () => void;
  onClose: () => void;
}

/** Asks why somebody reads a private room, before they do. */
export function OpenDialog({ roomId, onOpened, onClose }: OpenDialogProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (reason.trim() === "") {
      setMissing(true);
      return field.current?.focus();
    }
    await inWords(t, () => administration.openMessages({ roomId, reason: reason.trim() }));
    onOpened();
    onClose();
  });
  return (
    <FormModal
      title={t("panel.messages.unlock.title")}
      description={t("panel.messages.unlock.text")}
      action={t("panel.messages.unlock")}
      busy={busy}
      onSubmit={onSubmit}
      initialFocus={field}
      onClose={onClose}
    >
      <TextField
        ref={field}
        label={t("panel.messages.unlock.reason")}
        maxLength={admissionLimits.inspectionReasonCharacters}
        value={reason}
        error={isMissing ? t("panel.messages.unlock.reason.missing") : null}
        onChange={(event) => {
          setReason(event.target.value);
          setMissing(false);
        }}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
