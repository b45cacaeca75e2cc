import type { RoomRole } from "@roost/protocol/permissions.ts";
import type { MemberView, RoomView } from "@roost/sdk";
import { MoreHorizontal } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { MoreRows } from "../controls/more-rows.tsx";
import { Notice } from "../controls/notice.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import { MenuButton } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";
import { BotMark } from "../person/bot-mark.tsx";
import { Egg } from "../person/egg.tsx";
import { Presence } from "../presence/presence.tsx";
import { PresenceDot } from "../presence/presence-dot.tsx";
import { StatusMark } from "../presence/status-mark.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMay } from "../session/use-may.ts";
import { useObservable } from "../session/use-observable.ts";
import { Words } from "../words/words.tsx";

const MemberMenu = part(() => import("../membership/member-menu.tsx"));

const roleNames = {
  owner: "members.owner",
  moderator: "members.moderator",
  member: null,
} as const satisfies Record<RoomRole, FixedKey | null>;

/** The members of a room, page by page, with what my role lets me do. */
export function MemberRows({ room }: { room: RoomView }) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const list = roost.members(room.id);
  const view = useObservable(list);
  const may = useMay();
  const mayGiveRoles = may("setRole", { room });
  // Owners come first, so that all of them are among those that are loaded.
  const owners = view.members.filter(({ role }) => role === "owner").length;
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
            // The last owner cannot step down, and nobody else gives an owner's own role away.
            mayGiveRoles={mayGiveRoles && (member.userId !== me.id || owners > 1)}
            mayRemove={may("removeMember", { room, target: member })}
          />
        ))}
      </ul>
      {view.status === "loading" && view.members.length === 0 && <MemberSkeletons />}
      {view.error !== null && (
        <Notice className="mx-2">
          {describeTrouble(view.error, t)}{" "}
          <button
            type="button"
            className="font-semibold underline"
            onClick={() => (view.members.length === 0 ? list.load() : list.loadMore())}
          >
            {t("controls.try-again")}
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
  mayGiveRoles: boolean;
  mayRemove: boolean;
}

function MemberRow(props: MemberRowProps) {
  const t = useText();
  const openDialog = useOpenDialog();
  const { member, isMe, mayGiveRoles, mayRemove } = props;
  const { user } = member;
  const role = roleNames[member.role];
  return (
    <li className="group/member flex min-h-12 items-center gap-3 rounded-xl px-2 py-1 hover:bg-hover">
      <button
        type="button"
        onClick={() => openDialog({ name: "profile", userId: user.id })}
        className="tap flex min-w-0 flex-1 items-center gap-3 rounded-lg text-start"
      >
        <span className="relative grid">
          <Egg id={user.id} name={user.displayName} picture={user.picture} />
          <PresenceDot userId={user.id} />
        </span>
        <span className="min-w-0 flex-1 leading-tight">
          <span className="flex items-baseline gap-1.5 text-[0.9375rem] font-medium">
            <Words className="truncate">{user.displayName}</Words>
            <BotMark user={user} />
            <StatusMark userId={user.id} />
            {isMe && <span className="text-xs text-ink-faint">{t("members.you")}</span>}
          </span>
          <span className="block truncate text-xs text-ink-faint">
            @{user.username}
            {role !== null && <span className="text-ink-soft"> · {t(role)}</span>}
            <Presence userId={user.id} before=" · " />
          </span>
        </span>
      </button>
      {(mayGiveRoles || mayRemove) && (
        <MenuButton
          trigger={
            <IconButton
              size="small"
              icon={MoreHorizontal}
              label={t("members.more", { name: user.displayName })}
              className="pointer-fine:opacity-0 group-hover/member:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100"
            />
          }
          menu={(trigger) => <MemberMenu {...props} trigger={trigger} />}
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
export function InviteButton({ room }: { room: RoomView }) {
  const t = useText();
  const openDialog = useOpenDialog();
  if (!useMay()("invite", { room })) return null;
  return (
    <Button
      className="w-full"
      size="small"
      onClick={() => openDialog({ name: "invite", roomId: room.id })}
    >
      {t("members.invite")}
    </Button>
  );
}
