import { classNames } from "../../chat/controls/class-names.ts";
import { fieldClass } from "../../chat/controls/text-field.tsx";
import type { Filters } from "./use-filters.ts";

interface ChoiceFilterProps {
  /** Read out; the first choice says it to those who see. */
  label: string;
  /** In the address. */
  name: string;
  filters: Filters;
  /** The first one is chosen where the address says nothing, and has an empty value. */
  choices: readonly { value: string; label: string }[];
  className?: string;
}

/** A choice that narrows a list. */
export function ChoiceFilter({ label, name, filters, choices, className }: ChoiceFilterProps) {
  const value = filters.get(name);
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => filters.set({ [name]: event.target.value })}
      className={classNames(
        fieldClass,
        "tap h-11 max-w-full truncate pe-2 text-[0.9375rem] sm:w-auto",
        value !== "" && "bg-selected font-semibold",
        className,
      )}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} className="bg-raised font-normal">
          {choice.label}
        </option>
      ))}
    </select>
  );
}
