import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { fieldClass } from "./text-field.tsx";

export interface SearchFieldProps extends Omit<ComponentProps<"input">, "type"> {
  label: string;
}

export function SearchField({ label, className, ...rest }: SearchFieldProps) {
  return (
    <div className={classNames("relative", className)}>
      <Search
        size={17}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-faint"
      />
      <input
        dir="auto"
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        {...rest}
        className={classNames(fieldClass, "h-11 ps-10 [&::-webkit-search-cancel-button]:hidden")}
      />
    </div>
  );
}
