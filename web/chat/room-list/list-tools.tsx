import { type RefObject, Suspense, useEffect, useState } from "react";
import { useSections } from "../arrangement/use-sections.ts";
import type { Point } from "../controls/menu.tsx";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { listenForDrags } from "./drag.ts";
import { listenForKeys } from "./list-keys.ts";
import { listenForMenus, type MenuTarget } from "./menu-gestures.ts";

const RoomMenu = part(() => import("../room/room-menu.tsx"));
const SectionMenu = part(() => import("./section-menu.tsx"));

/** What pointers and keys do to the list, besides following its links: menus, and moving its parts. */
export default function ListTools({
  list,
  early,
}: {
  list: RefObject<HTMLElement | null>;
  /** Asked for a menu before this was there. */
  early: RefObject<MouseEvent | null>;
}) {
  const roost = useRoost();
  const [target, setTarget] = useState<MenuTarget | null>(null);
  useEffect(() => {
    const nav = list.current;
    if (nav === null) return;
    const ends = [
      listenForDrags(nav, roost),
      listenForKeys(nav, roost),
      listenForMenus(nav, setTarget),
    ];
    const asked = early.current;
    early.current = null;
    if (asked) asked.target?.dispatchEvent(new MouseEvent(asked.type, asked));
    return () => {
      for (const end of ends) end();
    };
  }, [list, early, roost]);
  if (target === null) return null;
  const close = () => setTarget(null);
  return (
    <Region onClose={close}>
      <Suspense>
        {target.roomId !== null ? (
          <MenuOfRoom key={target.roomId} roomId={target.roomId} at={target.at} onClose={close} />
        ) : (
          <MenuOfSection id={target.sectionId} at={target.at} onClose={close} />
        )}
      </Suspense>
    </Region>
  );
}

interface MenuProps {
  at: Point;
  onClose: () => void;
}

function MenuOfRoom({ roomId, at, onClose }: MenuProps & { roomId: string }) {
  const room = useMyRoom(roomId);
  return room && <RoomMenu room={room} from={at} onClose={onClose} />;
}

function MenuOfSection({ id, at, onClose }: MenuProps & { id: string }) {
  const section = useSections().find((one) => one.id === id);
  return section && <SectionMenu section={section} from={at} onClose={onClose} />;
}
