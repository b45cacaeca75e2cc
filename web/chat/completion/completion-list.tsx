import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "../controls/class-names.ts";
import { Words } from "../words/words.tsx";

/** What may be meant by what is typed. */
export interface Option {
  /** Told apart by it from all others. */
  key: string;
  picture: ReactNode;
  label: string;
  /** As it is typed. */
  typed: string;
  note?: string | undefined;
  /** What takes the place of what was typed. */
  text: string;
  onUse?: () => void;
}

/** The ids of the list and of the option in it that is chosen by Enter. */
export interface Shown {
  listId: string;
  optionId: string;
}

export interface CompletionListProps {
  id: string;
  label: string;
  options: readonly Option[];
  active: Option | undefined;
  onPoint: (index: number) => void;
  onChoose: (option: Option) => void;
}

export const optionId = (listId: string, { key }: Option) =>
  `${listId}-${[...key].map((one) => one.codePointAt(0)?.toString(16)).join("-")}`;

/** What may be meant, above the field. The keys are those of the field. */
export function CompletionList(props: CompletionListProps) {
  const { id, label, options, active, onPoint, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another option has to be on the screen.
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active?.key]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 bottom-full z-20 mb-2 max-h-80 overflow-y-auto rounded-2xl bg-raised p-1.5 shadow-pop sm:max-w-sm"
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field.
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus.
        <div
          key={option.key}
          id={optionId(id, option)}
          role="option"
          aria-selected={option === active}
          onPointerMove={() => onPoint(index)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
          className={classNames(
            "tap flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-2.5 pointer-coarse:min-h-11",
            option === active && "bg-selected",
          )}
        >
          {option.picture}
          <Words className="truncate text-[0.9375rem]">{option.label}</Words>
          {option.note !== undefined && (
            <span className="shrink-0 rounded-full bg-sunken px-2 text-xs text-ink-soft">
              {option.note}
            </span>
          )}
          <span className="ms-auto truncate ps-3 text-[0.8125rem] text-ink-faint" dir="ltr">
            {option.typed}
          </span>
        </div>
      ))}
    </div>
  );
}
