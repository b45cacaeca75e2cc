import { type RefObject, useDeferredValue, useState } from "react";
import { SearchField } from "../../chat/controls/search-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { Egg } from "../../chat/person/egg.tsx";
import { PeopleList } from "../../chat/person/people-list.tsx";
import { Words } from "../../chat/words/words.tsx";
import { useFoundPeople } from "./use-found-people.ts";

interface PeopleChoiceProps {
  chosen: ReadonlySet<string>;
  onToggle: (id: string) => void;
  field: RefObject<HTMLInputElement | null>;
}

/** People to be found by their names and ticked. */
export function PeopleChoice({ chosen, onToggle, field }: PeopleChoiceProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const pages = useFoundPeople(useDeferredValue(typed.trim()));
  return (
    <>
      <div className="px-5 pt-3 pb-2">
        <SearchField
          label={t("panel.people.search")}
          ref={field}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <PeopleList
        label={t("panel.people.title")}
        pages={pages}
        nobody={pages.rows.length === 0 ? t("panel.list.none-fits") : null}
        className="pb-2"
      >
        {pages.rows.map(({ id, displayName, username }) => (
          <li key={id}>
            <label className="tap flex min-h-12 w-full cursor-pointer items-center gap-3 rounded-xl px-2 py-1 outline-offset-[-2px] hover:bg-hover has-checked:bg-selected">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={() => onToggle(id)}
                className="size-4 shrink-0 accent-accent"
              />
              <Egg id={id} name={displayName} />
              <span className="min-w-0 leading-tight">
                <Words className="block truncate text-[0.9375rem] font-medium">{displayName}</Words>
                <span className="block truncate text-xs text-ink-soft">@{username}</span>
              </span>
            </label>
          </li>
        ))}
      </PeopleList>
    </>
  );
}
