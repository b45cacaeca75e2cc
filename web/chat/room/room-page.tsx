import type { RoomView } from "@roost/sdk";
import { Suspense, useCallback, useEffect } from "react";
import { useMediaQuery } from "../controls/use-media-query.ts";
import { part } from "../loading/part.tsx";
import { CoveredContext } from "../panels/panels.ts";
import { useOpenPanel, usePanel } from "../panels/use-panel.ts";
import { useTitle } from "../person/use-title.ts";
import { useIsLoaded, useMyRoom, useSignedIn } from "../session/session-context.ts";
import { isolated } from "../words/plain.ts";
import { Conversation } from "./conversation.tsx";
import { rememberRoom } from "./last-room.ts";
import { messagePath } from "./links.ts";
import { isPanel, PanelHost } from "./panel-host.tsx";
import { hasMemberList, RoomHeader } from "./room-header.tsx";
import { RoomSkeleton } from "./room-skeleton.tsx";
import { useMembersBeside } from "./use-members-beside.ts";
import { useThreadOfTarget } from "./use-thread-of-target.ts";

const RoomPreview = part(() => import("./room-preview.tsx"));

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

const membersPanel = { name: "members", detail: null };

function OpenRoom({ room, target }: { room: RoomView; target: number | null }) {
  const { roost, me } = useSignedIn();
  const title = useTitle(room);
  const { panel: asked, close, keep } = usePanel();
  const openPanel = useOpenPanel();
  const [membersBeside, setMembersBeside] = useMembersBeside();
  const isPage = !useMediaQuery("(min-width: 64rem)");
  const hasSpace = useMediaQuery("(min-width: 80rem)");
  const opened = asked !== null && isPanel(asked.name) ? asked : null;
  const resting = hasSpace && membersBeside && hasMemberList(room) ? membersPanel : null;
  const panel = opened ?? resting;
  const covered = isPage && opened !== null;
  useEffect(() => rememberRoom(me.id, room.id), [me.id, room.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one that is hidden while it is open stays so.
  useEffect(() => {
    // The next visit tries again.
    if (room.hidden) roost.api.showDirect(room.id).catch(() => {});
  }, [roost, room.id]);

  useThreadOfTarget(room.id, target);
  const openThread = useCallback((root: number) => openPanel("thread", root), [openPanel]);
  const closePanel = useCallback(() => {
    // The members would be there still.
    if (opened === null || opened.name === membersPanel.name) setMembersBeside(false);
    close();
  }, [opened, close, setMembersBeside]);
  function toggleMembers() {
    if (panel?.name === membersPanel.name) return closePanel();
    if (!hasSpace) return openPanel("members", null);
    setMembersBeside(true);
    close();
  }
  const pathTo = useCallback(
    (number: number) => {
      const path = messagePath(room.id, number);
      return isPage ? path : keep(path);
    },
    [room.id, isPage, keep],
  );

  return (
    <div className="relative flex h-full min-w-0">
      <section
        aria-label={isolated(title)}
        inert={covered}
        className="flex h-full min-w-0 flex-1 flex-col"
      >
        <RoomHeader room={room} panel={panel?.name ?? null} onToggleMembers={toggleMembers} />
        <CoveredContext value={covered}>
          <Conversation
            key={`${room.id}/${target ?? ""}`}
            room={room}
            target={target}
            pathTo={pathTo}
            openThread={openThread}
          />
        </CoveredContext>
      </section>
      <PanelHost
        room={room}
        panel={panel}
        resting={opened === null}
        isPage={isPage}
        close={closePanel}
        pathTo={pathTo}
      />
    </div>
  );
}
