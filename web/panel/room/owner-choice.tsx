import type { User } from "@roost/protocol/user.ts";
import { useDeferredValue, useId, useState } from "react";
import { SearchField } from "../../chat/controls/search-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { Egg } from "../../chat/person/egg.tsx";
import { Words } from "../../chat/words/words.tsx";
import { useFoundPeople } from "./use-found-people.ts";

interface OwnerChoiceProps {
  chosen: User;
  onChoose: (owner: User) => void;
}

/** People who are offered at once. */
const offered = 4;

/** Who is to own a room: who is chosen, and those who are searched for. */
export function OwnerChoice({ chosen, onChoose }: OwnerChoiceProps) {
  const t = useText();
  const id = useId();
  const [typed, setTyped] = useState("");
  const { rows } = useFoundPeople(useDeferredValue(typed.trim()));
  const others = typed.trim() === "" ? [] : rows.filter((one) => one.id !== chosen.id);
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1.5 text-sm font-semibold">{t("panel.room.owner")}</legend>
      <SearchField
        label={t("panel.room.owner.search")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {[chosen, ...others.slice(0, offered)].map((user) => (
        <label
          key={user.id}
          htmlFor={`${id}-${user.id}`}
          className="tap flex cursor-pointer items-center gap-3 rounded-lg px-2.5 py-1.5 hover:bg-hover has-checked:bg-selected"
        >
          <input
            type="radio"
            id={`${id}-${user.id}`}
            name={id}
            checked={user.id === chosen.id}
            onChange={() => onChoose(user)}
            className="size-4 shrink-0 accent-accent"
          />
          <Egg id={user.id} name={user.displayName} size="small" />
          <span className="min-w-0 leading-tight">
            <Words className="block truncate text-[0.9375rem] font-medium">
              {user.displayName}
            </Words>
            <span className="block truncate text-xs text-ink-soft">@{user.username}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
