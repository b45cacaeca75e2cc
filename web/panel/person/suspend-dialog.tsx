import { limits } from "@roost/protocol/limits.ts";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { localMinute } from "../../chat/time/local-day.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { type Targets, useChange } from "./use-change.tsx";

const dayMs = 24 * 3_600_000;
const lengths = [1, 7, 30];

/** Keeps people out, for a while or until somebody ends it. */
export function SuspendDialog({ onClose, ...targets }: Targets & { onClose: () => void }) {
  const t = useText();
  const change = useChange(targets);
  const [length, setLength] = useState("");
  const [time, setTime] = useState(() => localMinute(new Date(Date.now() + dayMs)));
  const [isTimeWrong, setTimeWrong] = useState(false);
  const [reason, setReason] = useState("");
  const timeField = useRef<HTMLInputElement>(null);
  const { people } = targets;
  const count = people.length;
  const { busy, error, onSubmit } = useSubmit(async () => {
    const until = endOf(length, time);
    if (until !== null && !(until > new Date())) {
      setTimeWrong(true);
      return timeField.current?.focus();
    }
    const given = reason.trim() === "" ? {} : { reason: reason.trim() };
    const wish = { change: "suspend", until: until?.toISOString() ?? null, ...given } as const;
    await change(wish, t("panel.person.suspend.done", { count }));
    onClose();
  });

  return (
    <FormModal
      title={t("panel.person.suspend.title", { count, name: people[0]?.displayName ?? "" })}
      description={t("panel.person.suspend.text")}
      action={t("panel.person.suspend")}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <SelectField label={t("panel.person.suspend.length")} value={length} onChoose={setLength}>
        <option value="">{t("panel.person.suspend.until-ended")}</option>
        {lengths.map((days) => (
          <option key={days} value={`${days}`}>
            {t("panel.person.suspend.days", { count: days })}
          </option>
        ))}
        <option value="time">{t("panel.person.suspend.until")}</option>
      </SelectField>
      {length === "time" && (
        <TextField
          ref={timeField}
          type="datetime-local"
          label={t("panel.person.suspend.time")}
          value={time}
          min={localMinute(new Date())}
          error={isTimeWrong ? t("panel.person.suspend.time.wrong") : null}
          onChange={(event) => {
            setTime(event.target.value);
            setTimeWrong(false);
          }}
        />
      )}
      <TextField
        label={t("panel.person.suspend.reason")}
        hint={t("panel.person.suspend.reason.hint")}
        maxLength={limits.suspensionReasonCharacters}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}

/** When it ends by itself, which is no time where the field has none; null for a suspension that somebody ends. */
function endOf(length: string, time: string): Date | null {
  if (length === "") return null;
  return length === "time" ? new Date(time) : new Date(Date.now() + Number(length) * dayMs);
}
