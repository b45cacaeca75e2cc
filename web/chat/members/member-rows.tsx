import type { RoomRole } from "@roost/protocol/member.ts";
import type { MemberView, RoomView } from "@roost/sdk";
import { UserMinus } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { MoreRows } from "../controls/more-rows.tsx";
import { Notice } from "../controls/notice.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { Egg } from "../person/egg.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { useOpenDialog } from "../shell/dialogs.ts";

const roleNames: Record<RoomRole, string | null> = {
  owner: "Owner",
  moderator: "Moderator",
  member: null,
};
const rank: Record<RoomRole, number> = { owner: 2, moderator: 1, member: 0 };

/** The members of a room, page by page, with what my role lets me do. */
export function MemberRows({ room }: { room: RoomView }) {
  const { roost, me } = useSignedIn();
  const list = roost.members(room.id);
  const view = useObservable(list);
  useEffect(() => {
    list.load();
  }, [list]);
  return (
    <>
      <ul className="flex flex-col">
        {view.members.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            roomId={room.id}
            isMe={member.userId === me.id}
            removable={member.userId !== me.id && rank[room.role] > rank[member.role]}
          />
        ))}
      </ul>
      {view.status === "loading" && view.members.length === 0 && <MemberSkeletons />}
      {view.error !== null && (
        <Notice className="mx-2">
          {view.error}{" "}
          <button
            type="button"
            className="font-semibold underline"
            onClick={() => (view.members.length === 0 ? list.load() : list.loadMore())}
          >
            Try again
          </button>
        </Notice>
      )}
      {view.hasMore && view.error === null && (
        <MoreRows loading={view.loadingMore} onReach={list.loadMore} />
      )}
    </>
  );
}

interface MemberRowProps {
  member: MemberView;
  roomId: string;
  isMe: boolean;
  removable: boolean;
}

function MemberRow({ member, roomId, isMe, removable }: MemberRowProps) {
  const openDialog = useOpenDialog();
  const { user } = member;
  const role = roleNames[member.role];
  return (
    <li className="group/member flex min-h-12 items-center gap-3 rounded-xl px-2 py-1 hover:bg-hover">
      <Egg id={user.id} name={user.displayName} />
      <div className="min-w-0 flex-1 leading-tight">
        <p className="flex items-baseline gap-1.5 text-[0.9375rem] font-medium">
          <span className="truncate">{user.displayName}</span>
          {isMe && <span className="text-xs text-ink-faint">you</span>}
        </p>
        <p className="truncate text-xs text-ink-faint">
          @{user.username}
          {role !== null && <span className="text-ink-soft"> · {role}</span>}
        </p>
      </div>
      {removable && (
        <IconButton
          size="small"
          icon={UserMinus}
          label={`Remove ${user.displayName}`}
          className="pointer-fine:opacity-0 group-hover/member:opacity-100 focus-visible:opacity-100"
          onClick={() => openDialog({ name: "remove-member", roomId, userId: user.id })}
        />
      )}
    </li>
  );
}

function MemberSkeletons() {
  return (
    <div aria-hidden className="flex flex-col gap-3 px-2 py-1">
      <Repeated times={6}>
        {() => (
          <div className="flex items-center gap-3">
            <Skeleton className="h-9 w-8 rounded-[50%/60%_60%_40%_40%]" />
            <div className="flex flex-1 flex-col gap-1.5">
              <Skeleton className="h-3 w-28" />
              <Skeleton className="h-2.5 w-16" />
            </div>
          </div>
        )}
      </Repeated>
    </div>
  );
}

/** Invites more people; stands over a member list. */
export function InviteButton({ roomId }: { roomId: string }) {
  const openDialog = useOpenDialog();
  return (
    <Button className="w-full" size="small" onClick={() => openDialog({ name: "invite", roomId })}>
      Invite people
    </Button>
  );
}
