import type { RoomView } from "@roost/sdk";
import { lazy, Suspense, useEffect } from "react";
import { useIsLoaded, useMyRoom } from "../session/session-context.ts";
import { rememberRoom } from "../shell/last-room.ts";
import { useMediaQuery } from "../shell/use-media-query.ts";
import { Conversation } from "./conversation.tsx";
import { RoomHeader } from "./room-header.tsx";
import { RoomSkeleton } from "./room-skeleton.tsx";
import { usePanel } from "./use-panel.ts";

const RoomPreview = lazy(() => import("./room-preview.tsx"));
const MembersPanel = lazy(() => import("../members/members-panel.tsx"));

export interface RoomPageProps {
  roomId: string;
  /** The message that the address names. */
  target: number | null;
}

/** What `/rooms/:id` shows: the room, or how to get into it. */
export function RoomPage({ roomId, target }: RoomPageProps) {
  const room = useMyRoom(roomId);
  const loaded = useIsLoaded();
  if (room !== null) return <OpenRoom room={room} target={target} />;
  if (!loaded) return <RoomSkeleton />;
  return (
    <Suspense fallback={<RoomSkeleton />}>
      <RoomPreview key={roomId} roomId={roomId} />
    </Suspense>
  );
}

function OpenRoom({ room, target }: { room: RoomView; target: number | null }) {
  const [panelOpen, togglePanel] = usePanel();
  const wide = useMediaQuery("(min-width: 80rem)");
  useEffect(() => rememberRoom(room.id), [room.id]);
  return (
    <div className="flex h-full min-w-0">
      <section aria-label={room.name} className="flex h-full min-w-0 flex-1 flex-col">
        <RoomHeader
          room={room}
          panelOpen={wide && panelOpen}
          onTogglePanel={wide ? togglePanel : null}
        />
        <Conversation key={`${room.id}/${target ?? ""}`} room={room} target={target} />
      </section>
      {wide && panelOpen && (
        <Suspense fallback={null}>
          <MembersPanel room={room} onClose={togglePanel} />
        </Suspense>
      )}
    </div>
  );
}
