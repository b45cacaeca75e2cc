import { limits } from "@roost/protocol/limits.ts";
import type { Message } from "@roost/protocol/message.ts";
import { type ReportReason, reportReasons } from "@roost/protocol/report-reasons.ts";
import { normalizeLine } from "@roost/protocol/text.ts";
import { type FormEvent, useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { previewOfMessage } from "../markdown/preview.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Words } from "../words/words.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "report-message": { message: Message };
  }
}

/** Tells those who look after the server of a message. */
export default function ReportMessage({ dialog, onClose }: DialogProps<"report-message">) {
  const t = useText();
  const roost = useRoost();
  const { message } = dialog;
  const [reason, setReason] = useState<ReportReason | null>(null);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);

  async function report(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (reason === null) return setError(t("report-message.choose"));
    setBusy(true);
    setError(null);
    const words = normalizeLine(note);
    try {
      await roost.api.report(message.id, { reason, ...(words !== "" && { note: words }) });
      showToast(t("report-message.done"));
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }

  return (
    <FormModal
      title={t("report-message.title")}
      description={<Words className="line-clamp-2">{previewOfMessage(message)}</Words>}
      initialFocus={first}
      onClose={onClose}
      action={t("report-message.send")}
      busy={busy}
      onSubmit={report}
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="pb-1.5 text-sm font-semibold">{t("report-message.why")}</legend>
        {reportReasons.map((one, index) => (
          <label
            key={one}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-2 hover:bg-hover"
          >
            <input
              ref={index === 0 ? first : undefined}
              type="radio"
              name="reason"
              value={one}
              checked={reason === one}
              onChange={() => {
                setReason(one);
                setError(null);
              }}
              className="size-4 accent-accent"
            />
            {t(`report-message.reason.${one}`)}
          </label>
        ))}
      </fieldset>
      <TextField
        label={t("report-message.note")}
        hint={t("report-message.note.hint")}
        autoComplete="off"
        maxLength={limits.reportNoteCharacters}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {error !== null && <Notice>{error}</Notice>}
    </FormModal>
  );
}
