import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";

const max = admissionLimits.messagesKeptDays;

/** The days that somebody typed; NaN where that is no number of them. @param least 0 is for ever. */
export function daysIn(typed: string, least: 0 | 1 = 0): number {
  const days = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return days >= least && days <= max ? days : Number.NaN;
}

interface DaysFieldProps {
  /** 0 where it may say that they are kept for ever. */
  least?: 0 | 1;
  typed: string;
  onType: (typed: string) => void;
}

/** For how many days messages are kept. */
export function DaysField({ least = 0, typed, onType }: DaysFieldProps) {
  const t = useText();
  const isWrong = Number.isNaN(daysIn(typed, least));
  return (
    <TextField
      label={t("panel.retention.days")}
      hint={least === 0 ? t("panel.retention.days.hint") : undefined}
      autoComplete="off"
      inputMode="numeric"
      value={typed}
      error={
        isWrong
          ? t("panel.retention.days.wrong", { least: t.number(least), max: t.number(max) })
          : null
      }
      onChange={(event) => onType(event.target.value)}
    />
  );
}
