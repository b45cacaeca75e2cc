import { Suspense, useEffect } from "react";
import { useLocation } from "wouter";
import { inListOrder } from "../arrangement/sections.ts";
import { useSections } from "../arrangement/use-sections.ts";
import { useMediaQuery } from "../controls/use-media-query.ts";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { lastRoom } from "../room/last-room.ts";
import { roomPath } from "../room/links.ts";
import { useIsLoaded, useSignedIn } from "../session/session-context.ts";

const NoRooms = part(() => import("../create-room/no-rooms.tsx"));

/** What stands beside the rooms while none is open. A phone does not show it. */
export default function HomePage() {
  const { me } = useSignedIn();
  const rooms = inListOrder(useSections());
  const loaded = useIsLoaded();
  const [, navigate] = useLocation();
  const wide = useMediaQuery("(min-width: 48rem)");
  const last = lastRoom(me.id);
  const next = (rooms.find((room) => room.id === last) ?? rooms[0])?.id;

  useEffect(() => {
    if (wide && next !== undefined) navigate(roomPath(next), { replace: true });
  }, [wide, next, navigate]);

  if (!loaded || next !== undefined) return null;
  return (
    <Region>
      <Suspense>
        <NoRooms />
      </Suspense>
    </Region>
  );
}
