import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { fieldClass } from "./text-field.tsx";

export interface SelectFieldProps {
  label: string;
  /** What it means, under the field. */
  hint?: string;
  value: string;
  onChoose: (value: string) => void;
  /** The options. */
  children: ReactNode;
}

/** A choice of few, with its label. */
export function SelectField({ label, hint, value, onChoose, children }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold text-ink">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={classNames(fieldClass, "h-11")}
      >
        {children}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-ink-faint">
          {hint}
        </p>
      )}
    </div>
  );
}
