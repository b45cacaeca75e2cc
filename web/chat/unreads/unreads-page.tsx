import { CheckCheck } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { MoreRows } from "../controls/more-rows.tsx";
import { useText } from "../language/language.ts";
import { ListPage } from "../lists/list-page.tsx";
import { PageAction } from "../lists/page-action.tsx";
import { useIsLoaded, useRoost } from "../session/session-context.ts";
import { markAllRead } from "../views/mark-all-read.ts";
import { UnreadRoom } from "./unread-room.tsx";
import { useSteadyUnreadRooms } from "./use-unread-rooms.ts";

/** Rooms that come with each page. */
const PAGE = 8;

/** What I have not read, room by room. */
export default function UnreadsPage() {
  const t = useText();
  const roost = useRoost();
  const loaded = useIsLoaded();
  const rooms = useSteadyUnreadRooms();
  const [shown, setShown] = useState(PAGE);
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const index = links.indexOf(document.activeElement as HTMLElement);
    if (event.key === "ArrowDown") links[index + 1]?.focus();
    else if (event.key === "ArrowUp") links[index - 1]?.focus();
    else if (event.key === "m" && index >= 0) {
      const here = links[index]?.closest("section");
      const next = here?.nextElementSibling ?? here?.previousElementSibling;
      here?.querySelector<HTMLElement>("[data-mark-read]")?.click();
      next?.querySelector<HTMLElement>("a")?.focus();
    } else return;
    event.preventDefault();
  }

  return (
    <ListPage
      title={t("unreads.title")}
      about={t("unreads.about")}
      action={
        rooms.length > 0 && (
          <PageAction
            icon={CheckCheck}
            label={t("unreads.all-read")}
            onClick={() => markAllRead(roost)}
          />
        )
      }
    >
      {loaded && rooms.length === 0 ? (
        <EmptyPerch title={t("unreads.none")} asleep>
          {t("unreads.none.text")}
        </EmptyPerch>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the links in it.
        <div ref={list} onKeyDown={onKeyDown} className="mt-5 flex flex-col gap-5">
          {rooms.slice(0, shown).map((room) => (
            <UnreadRoom key={room.id} room={room} />
          ))}
          {rooms.length > shown && (
            <MoreRows loading={false} onReach={() => setShown(shown + PAGE)} />
          )}
        </div>
      )}
    </ListPage>
  );
}
