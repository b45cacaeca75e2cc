import { useId } from "react";
import { classNames } from "../../chat/controls/class-names.ts";
import { fieldClass } from "../../chat/controls/text-field.tsx";
import type { Filters } from "./use-filters.ts";

/** A day that a list begins or ends with. */
export function DayFilter(props: { label: string; name: string; filters: Filters }) {
  const { label, name, filters } = props;
  const id = useId();
  const value = filters.get(name);
  return (
    <div
      className={classNames(
        fieldClass,
        "tap flex h-11 items-center gap-2 focus-within:outline-2 sm:w-auto",
        value !== "" && "bg-selected",
      )}
    >
      <label htmlFor={id} className="shrink-0 text-sm text-ink-soft">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => filters.set({ [name]: event.target.value })}
        className="min-w-0 flex-1 bg-transparent text-sm outline-none"
      />
    </div>
  );
}
