import { Dialog } from "@base-ui/react/dialog";
import { CornerDownLeft, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { classNames } from "../controls/class-names.ts";
import { RoomLeaf } from "../person/room-leaf.tsx";
import type { DialogProps } from "../shell/dialog-host.tsx";
import { type Entry, sectionsFor } from "./entries.ts";
import { useEntries } from "./use-entries.ts";

/** Goes to a room, or does something, by a few letters of its name. */
export default function Switcher({ onClose }: DialogProps<"switcher">) {
  const entries = useEntries();
  const [query, setQuery] = useState("");
  const [index, setIndex] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const sections = sectionsFor(entries, query);
  const found = sections.flatMap((section) => section.entries);
  const active = found[Math.min(index, found.length - 1)];

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
    if (event.nativeEvent.isComposing) return;
    const count = found.length;
    if (event.key === "ArrowDown") setIndex((index + 1) % Math.max(count, 1));
    else if (event.key === "ArrowUp") setIndex((index - 1 + count) % Math.max(count, 1));
    else if (event.key === "Enter") choose(active);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Jump to a room or an action"
          className="fixed inset-x-3 top-[max(0.75rem,env(safe-area-inset-top))] z-50 mx-auto flex max-h-[70dvh] max-w-xl flex-col overflow-hidden rounded-2xl bg-raised text-ink shadow-pop outline-none transition duration-100 data-starting-style:-translate-y-1 data-starting-style:opacity-0 sm:top-[14dvh]"
        >
          <div className="flex items-center gap-3 border-b border-line px-4">
            <Search size={19} className="shrink-0 text-ink-faint" aria-hidden />
            <input
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={active && `${listId}-${active.id}`}
              aria-label="Jump to a room or an action"
              placeholder="Room or action"
              autoComplete="off"
              spellCheck={false}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setIndex(0);
              }}
              onKeyDown={onKeyDown}
              className="h-14 w-full bg-transparent text-base outline-none"
            />
          </div>
          <div
            ref={list}
            id={listId}
            role="listbox"
            aria-label="Results"
            className="overflow-y-auto p-2"
          >
            {sections.map((section) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list to choose from.
              <div
                key={section.label}
                role="group"
                aria-label={section.label}
                className="not-first:mt-2"
              >
                <div
                  aria-hidden
                  className="px-2.5 pt-1 pb-0.5 text-xs font-semibold text-ink-faint"
                >
                  {section.label}
                </div>
                {section.entries.map((entry) => (
                  <EntryRow
                    key={entry.id}
                    id={`${listId}-${entry.id}`}
                    entry={entry}
                    active={entry === active}
                    onPoint={() => setIndex(found.indexOf(entry))}
                    onChoose={() => choose(entry)}
                  />
                ))}
              </div>
            ))}
            {found.length === 0 && (
              <p className="px-3 py-6 text-center text-sm text-ink-soft">
                Nothing of yours is called “{query}”.
              </p>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface EntryRowProps {
  id: string;
  entry: Entry;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function EntryRow({ id, entry, active, onPoint, onChoose }: EntryRowProps) {
  const { room } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox over the list.
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus.
    <div
      id={id}
      role="option"
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={classNames(
        "tap flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-2.5",
        active && "bg-selected",
      )}
    >
      {room === null ? (
        <span className="grid size-7 shrink-0 place-items-center text-ink-soft">
          <entry.icon size={18} aria-hidden />
        </span>
      ) : (
        <RoomLeaf id={room.id} name={room.name} size="small" />
      )}
      <span className="min-w-0 flex-1 truncate text-[0.9375rem]">
        <span className={room !== null && room.unread > 0 ? "font-bold" : ""}>{entry.title}</span>
        {room !== null && room.topic !== "" && (
          <span className="ms-2.5 text-[0.8125rem] text-ink-faint">{room.topic}</span>
        )}
      </span>
      {room !== null && room.unread > 0 && (
        <span className="text-xs font-bold text-new-text tabular-nums">{room.unread} new</span>
      )}
      {active && <CornerDownLeft size={15} className="text-ink-faint" aria-hidden />}
    </div>
  );
}
