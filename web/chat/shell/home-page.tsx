import { useEffect } from "react";
import { useLocation } from "wouter";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { LinkButton } from "../controls/link-button.tsx";
import { roomPath } from "../room/links.ts";
import { useIsLoaded, useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { useOpenDialog } from "./dialogs.ts";
import { lastRoom } from "./last-room.ts";
import { useMediaQuery } from "./use-media-query.ts";

/** What stands beside the rooms while none is open. A phone does not show it. */
export function HomePage() {
  const rooms = useObservable(useRoost().rooms);
  const loaded = useIsLoaded();
  const openDialog = useOpenDialog();
  const [, navigate] = useLocation();
  const wide = useMediaQuery("(min-width: 48rem)");
  const last = lastRoom();
  const next = (rooms.find((room) => room.id === last) ?? rooms[0])?.id;

  useEffect(() => {
    if (wide && next !== undefined) navigate(roomPath(next), { replace: true });
  }, [wide, next, navigate]);

  if (!loaded || next !== undefined) return null;
  return (
    <div className="flex h-full">
      <EmptyPerch
        title="No rooms yet"
        asleep
        actions={
          <>
            <Button look="primary" onClick={() => openDialog({ name: "create-room" })}>
              Create a room
            </Button>
            <LinkButton href="/browse">Browse public rooms</LinkButton>
          </>
        }
      >
        Make one for the people you want to talk to, or join one that is open.
      </EmptyPerch>
    </div>
  );
}
