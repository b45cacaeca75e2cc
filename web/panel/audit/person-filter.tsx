import type { Account } from "@roost/protocol/people.ts";
import { ChevronDown } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { classNames } from "../../chat/controls/class-names.ts";
import { Modal } from "../../chat/controls/modal.tsx";
import { SearchField } from "../../chat/controls/search-field.tsx";
import { fieldClass } from "../../chat/controls/text-field.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { Egg } from "../../chat/person/egg.tsx";
import { PeopleList } from "../../chat/person/people-list.tsx";
import { Words } from "../../chat/words/words.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { useFetched } from "../list/use-fetched.ts";
import type { Filters } from "../list/use-filters.ts";
import { type Administrator, useAdministrator } from "../session/administrator.ts";

interface PersonFilterProps {
  /** In the address. */
  name: string;
  label: string;
  /** What it says where nobody is chosen. */
  any: string;
  /** Another choice beside people. */
  more?: { value: string; label: string };
  filters: Filters;
}

/** Narrows a list to one person, who is searched for. */
export function PersonFilter({ name, label, any, more, filters }: PersonFilterProps) {
  const openDialog = useDialog();
  const { administration } = useAdministrator();
  const value = filters.get(name);
  const isPerson = value !== "" && value !== more?.value;
  const ask = useCallback(
    async () => (isPerson ? (await administration.person(value)).displayName : null),
    [administration, value, isPerson],
  );
  const { value: found } = useFetched(ask);
  const chosen = value === "" ? any : isPerson ? (found ?? "…") : (more?.label ?? any);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={`${label}: ${chosen}`}
      onClick={() =>
        openDialog((close) => (
          <ChoosePerson
            title={label}
            first={[{ value: "", label: any }, ...(more ? [more] : [])]}
            onChoose={(next) => {
              filters.set({ [name]: next });
              close();
            }}
            onClose={close}
          />
        ))
      }
      className={classNames(
        fieldClass,
        "tap flex h-11 items-center gap-2 text-start text-[0.9375rem] sm:w-auto sm:max-w-56",
        value !== "" && "bg-selected font-semibold",
      )}
    >
      <Words className="min-w-0 flex-1 truncate">{chosen}</Words>
      <ChevronDown size={16} aria-hidden className="shrink-0 text-ink-faint" />
    </button>
  );
}

interface ChoosePersonProps {
  title: string;
  first: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
  onClose: () => void;
}

const choiceClass =
  "tap flex min-h-12 w-full items-center gap-3 rounded-xl px-2 py-1 text-start outline-offset-[-2px] hover:bg-hover";

function ChoosePerson({ title, first, onChoose, onClose }: ChoosePersonProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const [typed, setTyped] = useState("");
  const key = useDeferredValue(typed.trim());
  const fetchPage = useMemo(() => pageOfAccounts(administration), [administration]);
  const pages = usePages(key, fetchPage);
  const field = useRef<HTMLInputElement>(null);
  return (
    <Modal title={title} height="tall" initialFocus={field} onClose={onClose}>
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
        className="pb-3"
      >
        {key === "" &&
          first.map(({ value, label }) => (
            <li key={value}>
              <button type="button" onClick={() => onChoose(value)} className={choiceClass}>
                {label}
              </button>
            </li>
          ))}
        {pages.rows.map(({ id, displayName, username }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose(id)} className={choiceClass}>
              <Egg id={id} name={displayName} />
              <span className="min-w-0 leading-tight">
                <Words className="block truncate text-[0.9375rem] font-medium">{displayName}</Words>
                <span className="block truncate text-xs text-ink-faint">@{username}</span>
              </span>
            </button>
          </li>
        ))}
      </PeopleList>
    </Modal>
  );
}

const pageOfAccounts =
  (administration: Administrator["administration"]) =>
  async (query: string, cursor: string | null) => {
    const page = await administration.people({
      ...(query !== "" && { query }),
      ...(cursor !== null && { cursor }),
    });
    const rows: readonly Account[] = page.accounts;
    return { rows, nextCursor: page.nextCursor };
  };
