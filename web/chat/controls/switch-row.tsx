import { useId } from "react";

export interface SwitchRowProps {
  label: string;
  /** What it means, under the label. */
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Something that is on or off, and changes at once. */
export function SwitchRow({ label, hint, checked, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="tap flex cursor-pointer items-center gap-4 py-3.5 text-[0.9375rem]"
    >
      <span className="min-w-0 flex-1">
        <span className="block">{label}</span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="block pt-0.5 text-[0.8125rem] text-ink-faint">
            {hint}
          </span>
        )}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={checked}
        aria-checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="relative h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full bg-sunken shadow-[inset_0_0_0_1px_var(--line-strong)] transition-colors before:absolute before:start-1 before:top-1 before:size-4 before:rounded-full before:bg-ink-faint before:transition-transform checked:bg-accent checked:shadow-none checked:before:translate-x-4 checked:before:bg-on-accent rtl:checked:before:-translate-x-4"
      />
    </label>
  );
}
