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
import { useMay } from "../session/administrator.ts";
import { type Targets, useChange } from "./use-change.tsx";

const hourMs = 3_600_000;
/** In hours. */
const lengths = { silence: [1, 24, 7 * 24, 30 * 24], suspend: [24, 7 * 24, 30 * 24] };

type TimedProps = Targets & {
  wish: "suspend" | "silence";
  onClose: () => void;
};

/** Keeps people out, or has them only read, for a while or until somebody ends it. */
export function TimedDialog({ wish, onClose, ...targets }: TimedProps) {
  const t = useText();
  const change = useChange(targets);
  const [length, setLength] = useState("");
  const [time, setTime] = useState(() => localMinute(new Date(Date.now() + 24 * hourMs)));
  const [isTimeWrong, setTimeWrong] = useState(false);
  const [reason, setReason] = useState("");
  const [bansAddresses, setBansAddresses] = useState(false);
  const may = useMay();
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
    const asked = { until: until?.toISOString() ?? null, ...given };
    await change(
      wish === "suspend"
        ? { change: wish, ...asked, ...(bansAddresses && { banAddresses: true }) }
        : { change: wish, ...asked },
      t(`panel.person.${wish}.done`, { count }),
    );
    onClose();
  });

  return (
    <FormModal
      title={t(`panel.person.${wish}.title`, { count, name: people[0]?.displayName ?? "" })}
      description={t(`panel.person.${wish}.text`)}
      action={t(`panel.person.${wish}`)}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <SelectField label={t("panel.person.timed.length")} value={length} onChoose={setLength}>
        <option value="">{t("panel.person.timed.until-ended")}</option>
        {lengths[wish].map((hours) => (
          <option key={hours} value={`${hours}`}>
            {hours < 24
              ? t("panel.person.timed.hours", { count: hours })
              : t("panel.person.timed.days", { count: hours / 24 })}
          </option>
        ))}
        <option value="time">{t("panel.person.timed.until")}</option>
      </SelectField>
      {length === "time" && (
        <TextField
          ref={timeField}
          type="datetime-local"
          label={t("panel.person.timed.time")}
          value={time}
          min={localMinute(new Date())}
          error={isTimeWrong ? t("panel.person.timed.time.wrong") : null}
          onChange={(event) => {
            setTime(event.target.value);
            setTimeWrong(false);
          }}
        />
      )}
      <TextField
        label={t("panel.person.timed.reason")}
        hint={t(`panel.person.${wish}.reason.hint`)}
        maxLength={limits.sanctionReasonCharacters}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {wish === "suspend" && may("banAddress") && (
        <label className="flex min-h-11 items-center gap-2.5 text-[0.9375rem]">
          <input
            type="checkbox"
            checked={bansAddresses}
            onChange={(event) => setBansAddresses(event.target.checked)}
            className="size-4 shrink-0 accent-(--accent)"
          />
          {t("panel.person.suspend.addresses")}
        </label>
      )}
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}

/** When it ends by itself, which is no time where the field has none; null for what somebody ends. */
function endOf(length: string, time: string): Date | null {
  if (length === "") return null;
  return length === "time" ? new Date(time) : new Date(Date.now() + Number(length) * hourMs);
}
