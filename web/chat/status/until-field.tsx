import { SelectField } from "../controls/select-field.tsx";
import { useText } from "../language/language.ts";
import { formatUntil } from "../time/format.ts";
import { type Span, spans } from "./spans.ts";

export interface UntilFieldProps {
  label: string;
  /** What it is called to have no end, or not to be. */
  none: string;
  until: string | null;
  onChoose: (span: Span | null) => void;
}

/** Until when something lasts, chosen as people say it, and shown as a time. */
export function UntilField({ label, none, until, onChoose }: UntilFieldProps) {
  const t = useText();
  return (
    <SelectField
      label={label}
      value={until === null ? "none" : "until"}
      onChoose={(value) => {
        if (value !== "until") onChoose(value === "none" ? null : (value as Span));
      }}
    >
      <option value="none">{none}</option>
      {until !== null && (
        <option value="until">
          {t("status.until", { when: formatUntil(until, new Date(), t) })}
        </option>
      )}
      {spans.map((span) => (
        <option key={span} value={span}>
          {t(`status.span.${span}`)}
        </option>
      ))}
    </SelectField>
  );
}
