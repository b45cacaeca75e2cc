import { SelectField } from "../controls/select-field.tsx";
import { useText } from "../language/language.ts";
import { formatLength } from "../time/format.ts";

/** The pauses that are offered, in seconds. */
const pauses = [5, 10, 30, 60, 300, 900, 3_600, 21_600];

export interface WritingFieldsProps {
  announcement: boolean;
  slowSeconds: number;
  onAnnouncement: (on: boolean) => void;
  onSlowSeconds: (seconds: number) => void;
  guardedMentions: boolean;
  onGuardedMentions: (on: boolean) => void;
}

/** Who writes in a room, how often, and who mentions everybody. */
export function WritingFields(props: WritingFieldsProps) {
  const t = useText();
  const { announcement, slowSeconds, onAnnouncement, onSlowSeconds } = props;
  const { guardedMentions, onGuardedMentions } = props;
  // A program may have chosen another one.
  const offered = [...new Set([...pauses, slowSeconds])].filter((seconds) => seconds > 0);
  return (
    <>
      <SelectField
        label={t("room-settings.writers")}
        value={announcement ? "few" : "all"}
        onChoose={(value) => onAnnouncement(value === "few")}
      >
        <option value="all">{t("room-settings.writers.all")}</option>
        <option value="few">{t("room-settings.writers.few")}</option>
      </SelectField>
      {!announcement && (
        <SelectField
          label={t("room-settings.slow")}
          hint={t("room-settings.slow.hint")}
          value={`${slowSeconds}`}
          onChoose={(value) => onSlowSeconds(Number(value))}
        >
          <option value="0">{t("room-settings.slow.none")}</option>
          {offered
            .sort((a, b) => a - b)
            .map((seconds) => (
              <option key={seconds} value={seconds}>
                {formatLength(seconds, t)}
              </option>
            ))}
        </SelectField>
      )}
      {!announcement && (
        <SelectField
          label={t("room-settings.mentions")}
          hint={t("room-settings.mentions.hint")}
          value={guardedMentions ? "few" : "all"}
          onChoose={(value) => onGuardedMentions(value === "few")}
        >
          <option value="all">{t("room-settings.writers.all")}</option>
          <option value="few">{t("room-settings.writers.few")}</option>
        </SelectField>
      )}
    </>
  );
}
