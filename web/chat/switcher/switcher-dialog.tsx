import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { type KeyboardEvent, use, useEffect, useId, useRef, useState } from "react";
import { ReturnFocusContext } from "../controls/return-focus.ts";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { type Entry, sectionsFor } from "./entries.ts";
import { EntryRow } from "./entry-row.tsx";
import { useActiveEntry } from "./use-active-entry.ts";
import { useEntries } from "./use-entries.ts";
import { usePeopleEntries } from "./use-people-entries.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    switcher: object;
  }
}

/** Goes to a room, or does something, by a few letters of its name. */
export default function Switcher({ onClose }: DialogProps<"switcher">) {
  const t = useText();
  const entries = useEntries();
  const [query, setQuery] = useState("");
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const people = usePeopleEntries(query.trim());
  const sections = sectionsFor(entries, people, query);
  const found = sections.flatMap((section) => section.entries);
  const { active, setActive, move } = useActiveEntry(found, query);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry has to be on the screen.
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active?.id]);

  function choose(entry: Entry | undefined) {
    if (entry === undefined) return;
    onClose();
    entry.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") choose(active);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label={t("switcher.label")}
          finalFocus={use(ReturnFocusContext)}
          className="fixed inset-x-3 top-[max(0.75rem,env(safe-area-inset-top))] z-50 mx-auto flex max-h-[70dvh] max-w-xl flex-col overflow-hidden rounded-2xl bg-raised text-ink shadow-pop outline-none transition duration-100 data-starting-style:-translate-y-1 data-starting-style:opacity-0 sm:top-[14dvh]"
        >
          <div className="flex items-center gap-3 border-b border-line px-4">
            <Search size={19} className="shrink-0 text-ink-faint" aria-hidden />
            <input
              dir="auto"
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={active && `${listId}-${active.id}`}
              aria-label={t("switcher.label")}
              placeholder={t("switcher.placeholder")}
              autoComplete="off"
              spellCheck={false}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              onKeyDown={onKeyDown}
              className="h-14 w-full bg-transparent text-base outline-none"
            />
          </div>
          <div
            ref={list}
            id={listId}
            role="listbox"
            aria-label={t("switcher.results")}
            className="overflow-y-auto p-2"
          >
            {sections.map((section) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list to choose from.
              <div
                key={section.label}
                role="group"
                aria-label={t(section.label)}
                className="not-first:mt-2"
              >
                <div
                  aria-hidden
                  className="px-2.5 pt-1 pb-0.5 text-xs font-semibold text-ink-faint"
                >
                  {t(section.label)}
                </div>
                {section.entries.map((entry) => (
                  <EntryRow
                    key={entry.id}
                    id={`${listId}-${entry.id}`}
                    entry={entry}
                    active={entry === active}
                    onPoint={() => setActive(entry)}
                    onChoose={() => choose(entry)}
                  />
                ))}
              </div>
            ))}
            {found.length === 0 && (
              <p className="px-3 py-6 text-center text-sm text-ink-soft">
                {t.rich("switcher.nothing", { query })}
              </p>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
