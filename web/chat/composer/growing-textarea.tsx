import type { ComponentProps, RefObject } from "react";
import { classNames } from "../controls/class-names.ts";

export interface GrowingTextareaProps extends Omit<ComponentProps<"textarea">, "ref" | "value"> {
  value: string;
  ref: RefObject<HTMLTextAreaElement | null>;
}

const textClass =
  "col-start-1 row-start-1 max-h-[40dvh] w-full min-w-0 text-base leading-normal wrap-anywhere whitespace-pre-wrap [scrollbar-gutter:stable] md:text-[0.9375rem]";

/**
 * A text field as high as its text, up to 40 % of the screen. An invisible copy of the text gives
 * the height, so nothing is measured, and the messages above never move for a moment.
 */
export function GrowingTextarea({ value, ref, className, ...rest }: GrowingTextareaProps) {
  return (
    <div className={classNames("grid", className)}>
      {/* The space gives an empty last line its height. */}
      <div aria-hidden className={classNames(textClass, "invisible overflow-hidden")}>
        {`${value} `}
      </div>
      <textarea
        dir="auto"
        {...rest}
        ref={ref}
        value={value}
        rows={1}
        className={classNames(
          textClass,
          "block resize-none overflow-y-auto bg-transparent text-ink outline-none placeholder:overflow-hidden placeholder:text-ellipsis placeholder:whitespace-nowrap",
        )}
      />
    </div>
  );
}
