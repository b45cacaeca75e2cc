import { type ComponentProps, type RefObject, useLayoutEffect } from "react";
import { classNames } from "../controls/class-names.ts";

export interface GrowingTextareaProps extends Omit<ComponentProps<"textarea">, "ref" | "value"> {
  value: string;
  ref: RefObject<HTMLTextAreaElement | null>;
}

/** A text field as high as its text, up to 40 % of the screen. */
export function GrowingTextarea({ value, ref, className, ...rest }: GrowingTextareaProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height.
  useLayoutEffect(() => {
    const field = ref.current;
    if (field === null) return;
    field.style.height = "0";
    field.style.height = `${field.scrollHeight}px`;
  }, [value, ref]);
  return (
    <textarea
      {...rest}
      ref={ref}
      value={value}
      rows={1}
      className={classNames(
        "block max-h-[40dvh] w-full resize-none bg-transparent text-base leading-normal text-ink outline-none md:text-[0.9375rem]",
        className,
      )}
    />
  );
}
