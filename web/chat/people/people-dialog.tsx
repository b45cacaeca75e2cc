import { useDeferredValue, useRef, useState } from "react";
import { Modal } from "../controls/modal.tsx";
import { SearchField } from "../controls/search-field.tsx";
import { type DialogProps, useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { PeopleList } from "../person/people-list.tsx";
import { PersonLine } from "../person/person-line.tsx";
import { usePeople } from "../person/use-people.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    people: object;
  }
}

/** Everybody on this server, to be searched; each leads to their profile. */
export default function People({ onClose }: DialogProps<"people">) {
  const t = useText();
  const openDialog = useOpenDialog();
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const key = useDeferredValue(query.trim());
  const pages = usePeople(key);
  return (
    <Modal title={t("people.title")} height="tall" initialFocus={field} onClose={onClose}>
      <div className="px-5 pt-3 pb-2">
        <SearchField
          label={t("people.search")}
          ref={field}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <PeopleList
        label={t("people.title")}
        pages={pages}
        nobody={pages.rows.length === 0 ? t("people.nobody", { name: key }) : null}
        className="pb-3"
      >
        {pages.rows.map((user) => (
          <li key={user.id}>
            <button
              type="button"
              onClick={() => openDialog({ name: "profile", userId: user.id })}
              className="tap flex min-h-13 w-full items-center gap-3 rounded-xl px-2 py-1 text-start outline-offset-[-2px] hover:bg-hover"
            >
              <PersonLine user={user} />
            </button>
          </li>
        ))}
      </PeopleList>
    </Modal>
  );
}
