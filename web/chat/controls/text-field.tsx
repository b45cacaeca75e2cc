import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

export interface TextFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  /** Stands under the field until there is an error. */
  hint?: ReactNode;
  error?: string | null;
  /** Something inside of the field's end, such as a button. */
  end?: ReactNode;
}

export const fieldClass =
  "w-full rounded-lg bg-raised px-3 text-base text-ink shadow-[inset_0_0_0_1px_var(--line-strong)] outline-offset-0 transition-shadow focus-visible:outline-2 md:text-[0.9375rem]";

/** A labelled one-line field whose hint and error are read out with it. */
export function TextField({ label, hint, error, end, className, ...rest }: TextFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={classNames("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-semibold text-ink">
        {label}
      </label>
      <div className="relative">
        <input
          dir="auto"
          id={id}
          aria-describedby={note ? noteId : undefined}
          aria-invalid={error ? true : undefined}
          {...rest}
          className={classNames(
            fieldClass,
            "h-11",
            error && "shadow-[inset_0_0_0_1.5px_var(--danger)]",
            end !== undefined && "pe-12",
          )}
        />
        {end !== undefined && (
          <div className="absolute inset-y-0 end-1 grid place-items-center">{end}</div>
        )}
      </div>
      {note && (
        <p
          id={noteId}
          className={classNames("text-[0.8125rem]", error ? "text-danger-text" : "text-ink-faint")}
        >
          {note}
        </p>
      )}
    </div>
  );
}
