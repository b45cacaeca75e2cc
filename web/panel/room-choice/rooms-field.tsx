import type { FoundRoom } from "@roost/protocol/http.ts";
import { Hash, X } from "lucide-react";
import { useDeferredValue, useId, useMemo, useState } from "react";
import { Notice } from "../../chat/controls/notice.tsx";
import { SearchField } from "../../chat/controls/search-field.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Words } from "../../chat/words/words.tsx";
import { type Administrator, useAdministrator } from "../session/administrator.ts";

export interface ChosenRoom {
  id: string;
  name: string;
}

interface RoomsFieldProps {
  label: string;
  hint: string;
  /** So many can be chosen. */
  max: number;
  chosen: readonly ChosenRoom[];
  onChoose: (rooms: readonly ChosenRoom[]) => void;
}

/** Chooses some of the public rooms, which are searched for. */
export function RoomsField({ label, hint, max, chosen, onChoose }: RoomsFieldProps) {
  const t = useText();
  const hintId = useId();
  const { administration } = useAdministrator();
  const [typed, setTyped] = useState("");
  const key = useDeferredValue(typed.trim());
  const fetchPage = useMemo(() => pageOfRooms(administration), [administration]);
  const pages = usePages(key, fetchPage);
  const isFull = chosen.length >= max;
  const without = (id: string) => chosen.filter((room) => room.id !== id);
  return (
    <fieldset aria-describedby={hintId} className="min-w-0">
      <legend className="pb-1.5 text-sm font-semibold">{label}</legend>
      {chosen.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {chosen.map(({ id, name }) => (
            <li key={id} className="max-w-full">
              <button
                type="button"
                aria-label={t("panel.room-choice.remove", { name })}
                onClick={() => onChoose(without(id))}
                className="tap flex max-w-full items-center gap-1.5 rounded-full bg-selected px-3 py-1 text-sm font-semibold hover:bg-hover"
              >
                <Words className="truncate">{name}</Words>
                <X size={14} aria-hidden className="shrink-0" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <SearchField
        label={t("panel.room-choice.search")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        // The form around it is not meant.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      {pages.status === "error" && (
        <Notice className="mt-2">{describeTrouble(pages.error, t)}</Notice>
      )}
      <ul
        aria-label={t("panel.room-choice.found")}
        className="mt-1.5 max-h-44 overflow-y-auto overscroll-contain"
      >
        {pages.rows.map(({ id, name }) => {
          const isChosen = chosen.some((room) => room.id === id);
          return (
            <li key={id}>
              <label className="tap flex cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 text-[0.9375rem] hover:bg-hover has-disabled:cursor-default has-disabled:text-ink-faint">
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={!isChosen && isFull}
                  onChange={() => onChoose(isChosen ? without(id) : [...chosen, { id, name }])}
                  className="size-4 shrink-0 accent-accent"
                />
                <Hash size={15} aria-hidden className="shrink-0 text-ink-faint" />
                <Words className="min-w-0 truncate">{name}</Words>
              </label>
            </li>
          );
        })}
        {pages.status === "ready" && pages.rows.length === 0 && (
          <li className="px-2 py-1.5 text-sm text-ink-soft">{t("panel.list.none-fits")}</li>
        )}
      </ul>
      <p id={hintId} className="mt-1.5 text-[0.8125rem] text-ink-faint">
        {isFull ? t("panel.room-choice.full", { max: t.number(max) }) : hint}
      </p>
    </fieldset>
  );
}

const pageOfRooms =
  (administration: Administrator["administration"]) =>
  async (query: string, cursor: string | null) => {
    const page = await administration.publicRooms({
      ...(query !== "" && { query }),
      ...(cursor !== null && { cursor }),
    });
    const rows: readonly FoundRoom[] = page.rooms;
    return { rows, nextCursor: page.nextCursor };
  };
