import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { fieldClass } from "./text-field.tsx";

export interface TextAreaProps extends Omit<ComponentProps<"textarea">, "id"> {
  label: string;
  /** Stands under the field until there is an error. */
  hint?: ReactNode;
  error?: string | null;
}

/** A labelled field of some lines, as `TextField` is one of a single line. */
export function TextArea({ label, hint, error, ...rest }: TextAreaProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold text-ink">
        {label}
      </label>
      <textarea
        dir="auto"
        id={id}
        rows={4}
        aria-describedby={note ? noteId : undefined}
        aria-invalid={error ? true : undefined}
        {...rest}
        className={classNames(
          fieldClass,
          "py-2.5 leading-snug",
          error && "shadow-[inset_0_0_0_1.5px_var(--danger)]",
        )}
      />
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
