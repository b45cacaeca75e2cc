import type { ManagedRoomDetails } from "@roost/protocol/managed-rooms.ts";
import type { Member } from "@roost/protocol/member.ts";
import { type RoomRole, roomRoles } from "@roost/protocol/permissions.ts";
import type { User } from "@roost/protocol/user.ts";
import { Ellipsis, UserCog, UserMinus, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { Menu, MenuItem } from "../../chat/controls/menu.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { MenuButton } from "../../chat/loading/menu-button.tsx";
import { formatBrief, formatFull } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { Nothing } from "../list/nothing.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { type Column, Table } from "../list/table.tsx";
import { useFilters } from "../list/use-filters.ts";
import { AccountLine } from "../person/account-line.tsx";
import { type Administrator, useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { AddMembersDialog } from "./add-members.tsx";

type MemberLine = Pick<Member, "role" | "joinedAt"> & { user: User };

interface MembersProps {
  room: ManagedRoomDetails;
  onChanged: () => void;
}

/** Who is in a room, and what is done with them. */
export function Members({ room, onChanged }: MembersProps) {
  const t = useText();
  const openDialog = useDialog();
  const filters = useFilters();
  const { administration } = useAdministrator();
  const fetchPage = useMemo(
    () => pageOfMembers(administration, room.id),
    [administration, room.id],
  );
  // The room as it was fetched last: whatever changed may have changed them.
  const news = useMemo(() => `${room.memberCount} ${crypto.randomUUID()}`, [room]);
  const pages = usePages(filters.get("q"), fetchPage, news);
  const columns = useColumns();
  return (
    <section aria-label={t("panel.room.members")} className="mt-8">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-lg font-bold tracking-tight">{t("panel.room.members")}</h2>
        <SearchFilter
          label={t("panel.room.members.search")}
          filters={filters}
          className="w-full sm:w-64"
        />
        {room.archivedAt === null && (
          <Button
            size="small"
            onClick={() =>
              openDialog((close) => (
                <AddMembersDialog room={room} onAdded={onChanged} onClose={close} />
              ))
            }
          >
            <UserPlus size={16} aria-hidden />
            {t("panel.room.add")}
          </Button>
        )}
      </div>
      <Table
        label={t("panel.room.members")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ user }) => user.id}
        actions={(member) => <MemberMenu room={room} member={member} onChanged={onChanged} />}
        failed={t("panel.room.members.failed")}
        empty={<Nothing filters={filters} title={t("panel.room.members.none")} />}
      />
    </section>
  );
}

function useColumns(): Column<MemberLine>[] {
  const t = useText();
  const today = useToday();
  return [
    {
      title: t("panel.people.column.person"),
      isHead: true,
      cell: ({ user, role }) => <AccountLine account={user} note={t(`panel.room.role.${role}`)} />,
    },
    {
      title: t("panel.room.role"),
      from: "md",
      cell: ({ role }) => t(`panel.room.role.${role}`),
    },
    {
      title: t("panel.room.joined"),
      from: "md",
      cell: ({ joinedAt }) => (
        <time dateTime={joinedAt} title={formatFull(joinedAt, t)} className="whitespace-nowrap">
          {formatBrief(joinedAt, today, t)}
        </time>
      ),
    },
  ];
}

interface MemberMenuProps extends MembersProps {
  member: MemberLine;
}

function MemberMenu({ room, member, onChanged }: MemberMenuProps) {
  const t = useText();
  const openDialog = useDialog();
  const { administration } = useAdministrator();
  const { user, role } = member;
  const roleDialog = (next: RoomRole) => (close: () => void) => (
    <Confirm
      title={t("panel.room.role.title", { name: user.displayName })}
      action={t(`panel.room.role.make-${next}`)}
      onConfirm={async () => {
        await inWords(t, () => administration.setRoomRole(room.id, user.id, next));
        showToast(t("panel.room.role.done"));
        onChanged();
      }}
      onClose={close}
    >
      {t(`panel.room.role.${next}.text`)}
    </Confirm>
  );
  const removal = (close: () => void) => (
    <Confirm
      danger
      title={t("panel.room.remove.title", { name: user.displayName })}
      action={t("panel.room.remove")}
      onConfirm={async () => {
        await inWords(t, () => administration.removeRoomMember(room.id, user.id));
        showToast(t("panel.room.remove.done"));
        onChanged();
      }}
      onClose={close}
    >
      {t("panel.room.remove.text")}
    </Confirm>
  );
  return (
    <MenuButton
      trigger={
        <IconButton icon={Ellipsis} label={t("panel.people.actions", { name: user.displayName })} />
      }
      menu={(button) => (
        <Menu trigger={button}>
          {roomRoles
            .filter((one) => one !== role)
            .map((one) => (
              <MenuItem key={one} icon={UserCog} onSelect={() => openDialog(roleDialog(one))}>
                {t(`panel.room.role.make-${one}`)}
              </MenuItem>
            ))}
          <MenuItem danger icon={UserMinus} onSelect={() => openDialog(removal)}>
            {t("panel.room.remove")}
          </MenuItem>
        </Menu>
      )}
    />
  );
}

const pageOfMembers =
  (administration: Administrator["administration"], roomId: string) =>
  async (query: string, cursor: string | null) => {
    const page = await administration.roomMembers(roomId, {
      ...(query !== "" && { query }),
      ...(cursor !== null && { cursor }),
    });
    const users = new Map(page.users.map((user) => [user.id, user]));
    const rows: readonly MemberLine[] = page.members.flatMap(({ userId, role, joinedAt }) => {
      const user = users.get(userId);
      return user ? [{ user, role, joinedAt }] : [];
    });
    return { rows, nextCursor: page.nextCursor };
  };
