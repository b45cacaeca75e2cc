import { limits } from "@roost/protocol/limits.ts";
import type { Ref } from "react";
import { TextField } from "../controls/text-field.tsx";
import { useText } from "../language/language.ts";
import { localMinute } from "../time/local-day.ts";

export interface TimeFieldProps {
  ref?: Ref<HTMLInputElement>;
  /** As `localMinute` writes it. */
  value: string;
  error: string | null;
  onChange: (value: string) => void;
}

/** Day and time, by the clock of this place. */
export function TimeField({ value, error, onChange, ref }: TimeFieldProps) {
  const t = useText();
  const now = new Date();
  const last = new Date(now);
  last.setDate(now.getDate() + limits.scheduleDays - 1);
  return (
    <TextField
      type="datetime-local"
      label={t("send-later.when")}
      {...(ref && { ref })}
      min={localMinute(now)}
      max={localMinute(last)}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** The time in such a field; null where it is none that is to come. */
export function timeIn(value: string, now = new Date()): Date | null {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) || at <= now ? null : at;
}
