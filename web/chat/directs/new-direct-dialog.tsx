import { limits } from "@roost/protocol/limits.ts";
import type { User } from "@roost/protocol/user.ts";
import { Check, X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { classNames } from "../controls/class-names.ts";
import { Modal } from "../controls/modal.tsx";
import { MoreRows } from "../controls/more-rows.tsx";
import { Notice } from "../controls/notice.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { PersonLine } from "../person/person-line.tsx";
import { usePeople } from "../person/use-people.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Words } from "../words/words.tsx";
import { useOpenDirect } from "./use-open-direct.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "new-direct": object;
  }
}

/** Chooses people to write to, by pointer or with the keyboard alone. */
export default function NewDirect({ onClose }: DialogProps<"new-direct">) {
  const t = useText();
  const { me } = useSignedIn();
  const openDirect = useOpenDirect();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const [index, setIndex] = useState(0);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();

  const key = useDeferredValue(query.trim());
  const pages = usePeople(key);
  const people = pages.rows;
  /** What is shown may still be of what was typed before. */
  const isFound = key === query.trim() && pages.status !== "loading";
  const [isEntered, setEntered] = useState(false);
  const active = people[Math.min(index, people.length - 1)];
  const isFull = chosen.filter(({ id }) => id !== me.id).length >= limits.directPeople - 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person has to be on the screen.
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [active?.id]);

  // An Enter that came before those whom it is meant for.
  useEffect(() => {
    if (!isEntered || !isFound) return;
    setEntered(false);
    toggle(active);
  });

  function toggle(user: User | undefined) {
    if (user === undefined) return;
    const rest = chosen.filter(({ id }) => id !== user.id);
    if (rest.length < chosen.length) setChosen(rest);
    else if (!isFull) setChosen([...chosen, user]);
    setQuery("");
    setIndex(0);
    field.current?.focus();
  }

  async function open() {
    if (busy || chosen.length === 0) return;
    setBusy(true);
    if (await openDirect(chosen.map(({ id }) => id))) onClose();
    else setBusy(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    const count = Math.max(people.length, 1);
    if (event.key === "ArrowDown") setIndex((index + 1) % count);
    else if (event.key === "ArrowUp") setIndex((index - 1 + count) % count);
    else if (event.key === "Enter") {
      const isDone = event.ctrlKey || event.metaKey || (query === "" && chosen.length > 0);
      if (isDone) open();
      else setEntered(true);
    } else if (event.key === "Backspace" && query === "") {
      setChosen(chosen.slice(0, -1));
    } else return;
    event.preventDefault();
  }

  return (
    <Modal
      title={t("directs.new.title")}
      description={t("directs.new.text", { count: limits.directPeople })}
      height="tall"
      initialFocus={field}
      onClose={onClose}
    >
      <div className="mx-5 mt-3 mb-2 flex max-h-28 flex-wrap items-center gap-1.5 overflow-y-auto rounded-lg bg-canvas px-2 py-1.5 shadow-[inset_0_0_0_1px_var(--line-strong)] focus-within:shadow-[inset_0_0_0_1.5px_var(--focus)]">
        {chosen.map((user) => (
          <span
            key={user.id}
            className="inline-flex h-7 max-w-full items-center gap-1 rounded-lg bg-selected ps-2.5 text-sm font-medium"
          >
            <Words className="truncate">{user.displayName}</Words>
            <button
              type="button"
              tabIndex={-1}
              aria-label={t("directs.new.remove", { name: user.displayName })}
              onClick={() => toggle(user)}
              className="tap grid size-7 shrink-0 place-items-center rounded-lg text-ink-faint hover:text-ink"
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        ))}
        <input
          ref={field}
          dir="auto"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active && `${listId}-${active.id}`}
          aria-label={t("directs.new.search")}
          placeholder={chosen.length === 0 ? t("directs.new.search") : ""}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setIndex(0);
            setEntered(false);
          }}
          onKeyDown={onKeyDown}
          className="h-8 min-w-24 flex-1 bg-transparent px-1 text-base outline-none"
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3">
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-multiselectable
          aria-label={t("directs.new.people")}
          aria-busy={pages.status === "loading"}
        >
          {people.map((user) => (
            <PersonOption
              key={user.id}
              id={`${listId}-${user.id}`}
              user={user}
              active={user === active}
              chosen={chosen.some(({ id }) => id === user.id)}
              note={user.id === me.id ? t("person.notes") : null}
              onPoint={() => setIndex(people.indexOf(user))}
              onChoose={() => toggle(user)}
            />
          ))}
        </div>
        {pages.status === "ready" && people.length === 0 && (
          <p className="px-3 py-8 text-center text-sm text-ink-soft">
            {t("directs.new.nobody", { name: key })}
          </p>
        )}
        {pages.status === "error" && (
          <Notice className="mx-2">
            {describeTrouble(pages.error, t)}{" "}
            <button type="button" className="font-semibold underline" onClick={pages.retry}>
              {t("controls.try-again")}
            </button>
          </Notice>
        )}
        {pages.hasMore && (
          <MoreRows loading={pages.status === "loading"} onReach={pages.loadMore} />
        )}
      </div>
      <div className="flex items-center gap-3 border-t border-line px-5 py-3">
        <p role="status" className="min-w-0 flex-1 text-[0.8125rem] text-ink-soft">
          {isFull ? (
            t("directs.new.full", { count: limits.directPeople })
          ) : (
            <span className="pointer-coarse:hidden">
              {t(chosen.length === 0 ? "directs.new.keys-choose" : "directs.new.keys-open")}
            </span>
          )}
        </p>
        <Button look="primary" busy={busy} disabled={chosen.length === 0} onClick={open}>
          {t("directs.new.open")}
        </Button>
      </div>
    </Modal>
  );
}

interface PersonOptionProps {
  id: string;
  user: User;
  active: boolean;
  chosen: boolean;
  note: string | null;
  onPoint: () => void;
  onChoose: () => void;
}

function PersonOption({ id, user, active, chosen, note, onPoint, onChoose }: PersonOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox over the list.
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus.
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      aria-current={active ? "true" : undefined}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={classNames(
        "tap flex min-h-13 cursor-pointer items-center gap-3 rounded-xl px-2 py-1",
        active && "bg-selected",
      )}
    >
      <PersonLine user={user} note={note} />
      {chosen && <Check size={18} strokeWidth={2.6} aria-hidden className="text-accent" />}
    </div>
  );
}
