import { ChevronDown, Hash, Lock } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { classNames } from "../../chat/controls/class-names.ts";
import { Modal } from "../../chat/controls/modal.tsx";
import { SearchField } from "../../chat/controls/search-field.tsx";
import { fieldClass } from "../../chat/controls/text-field.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PeopleList } from "../../chat/person/people-list.tsx";
import { Words } from "../../chat/words/words.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { useFetched } from "../list/use-fetched.ts";
import type { Filters } from "../list/use-filters.ts";
import { type Administrator, useAdministrator, useMay } from "../session/administrator.ts";

/** Narrows the list to one room, which is searched for. */
export function RoomFilter({ filters }: { filters: Filters }) {
  const t = useText();
  const may = useMay();
  const openDialog = useDialog();
  const { administration } = useAdministrator();
  const roomId = filters.get("room");
  const knowsAll = may("allRooms");
  const ask = useCallback(async () => {
    if (roomId === "") return null;
    // A direct has no name, and is no room of that list.
    const room: Promise<{ name: string }> = knowsAll
      ? administration.room(roomId)
      : administration.visibleRoom(roomId);
    return room.then(
      ({ name }) => name,
      () => null,
    );
  }, [administration, roomId, knowsAll]);
  const { value } = useFetched(ask);
  const any = t("panel.messages.room.any");
  const chosen = roomId === "" ? any : (value ?? t("panel.messages.room.private"));
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={`${t("panel.messages.room")}: ${chosen}`}
      onClick={() =>
        openDialog((close) => (
          <ChooseRoom
            onChoose={(room) => {
              filters.set({ room });
              close();
            }}
            onClose={close}
          />
        ))
      }
      className={classNames(
        fieldClass,
        "tap flex h-11 items-center gap-2 text-start text-[0.9375rem] sm:w-auto sm:max-w-56",
        roomId !== "" && "bg-selected font-semibold",
      )}
    >
      <Words className="min-w-0 flex-1 truncate">{chosen}</Words>
      <ChevronDown size={16} aria-hidden className="shrink-0 text-ink-faint" />
    </button>
  );
}

interface ChooseRoomProps {
  /** With an id, or with nothing for all rooms. */
  onChoose: (roomId: string) => void;
  onClose: () => void;
}

const choiceClass =
  "tap flex min-h-11 w-full items-center gap-2.5 rounded-xl px-2 py-1 text-start outline-offset-[-2px] hover:bg-hover";

function ChooseRoom({ onChoose, onClose }: ChooseRoomProps) {
  const t = useText();
  const pages = useFoundRooms();
  const field = useRef<HTMLInputElement>(null);
  return (
    <Modal title={t("panel.messages.room")} height="tall" initialFocus={field} onClose={onClose}>
      <div className="px-5 pt-3 pb-2">
        <SearchField
          label={t("panel.rooms.search")}
          ref={field}
          value={pages.typed}
          onChange={(event) => pages.setTyped(event.target.value)}
        />
      </div>
      <PeopleList
        label={t("panel.rooms.title")}
        pages={pages}
        nobody={pages.rows.length === 0 ? t("panel.list.none-fits") : null}
        className="pb-3"
      >
        {pages.typed === "" && (
          <li>
            <button type="button" onClick={() => onChoose("")} className={choiceClass}>
              {t("panel.messages.room.any")}
            </button>
          </li>
        )}
        {pages.rows.map(({ id, name, kind }) => {
          const Icon = kind === "public" ? Hash : Lock;
          return (
            <li key={id}>
              <button type="button" onClick={() => onChoose(id)} className={choiceClass}>
                <Icon size={16} aria-hidden className="shrink-0 text-ink-faint" />
                <Words className="min-w-0 truncate text-[0.9375rem]">{name}</Words>
              </button>
            </li>
          );
        })}
      </PeopleList>
    </Modal>
  );
}

interface Listed {
  id: string;
  name: string;
  kind: string;
}

/** All rooms for who sees them and may read private ones, else the public ones, by a part of their names. */
function useFoundRooms() {
  const may = useMay();
  const { administration } = useAdministrator();
  const [typed, setTyped] = useState("");
  const seesPrivate = may("allRooms") && may("openMessages");
  const fetchPage = useMemo(
    () => pageOfRooms(administration, seesPrivate),
    [administration, seesPrivate],
  );
  const pages = usePages(useDeferredValue(typed.trim()), fetchPage);
  return { ...pages, typed, setTyped };
}

const pageOfRooms =
  (administration: Administrator["administration"], seesPrivate: boolean) =>
  async (query: string, cursor: string | null) => {
    const wish = { ...(query !== "" && { query }), ...(cursor !== null && { cursor }) };
    const { rooms, nextCursor } = await (seesPrivate
      ? administration.rooms(wish)
      : administration.publicRooms(wish));
    const rows: readonly Listed[] = rooms;
    return { rows, nextCursor };
  };
