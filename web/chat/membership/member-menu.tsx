import { type RoomRole, roomRoles } from "@roost/protocol/permissions.ts";
import type { MemberView } from "@roost/sdk";
import { Crown, type LucideIcon, Shield, User, UserMinus } from "lucide-react";
import type { ReactElement } from "react";
import { Menu, MenuItem, MenuSeparator } from "../controls/menu.tsx";
import { showToast } from "../controls/toast.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

const icons: Record<RoomRole, LucideIcon> = { owner: Crown, moderator: Shield, member: User };

export interface MemberMenuProps {
  member: MemberView;
  roomId: string;
  isMe: boolean;
  mayGiveRoles: boolean;
  mayRemove: boolean;
  trigger: ReactElement;
}

/** What my role in the room lets me do with one of its members. */
export default function MemberMenu(props: MemberMenuProps) {
  const { member, roomId, isMe, mayGiveRoles, mayRemove, trigger } = props;
  const { userId } = member;
  const t = useText();
  const roost = useRoost();
  const openDialog = useOpenDialog();

  function choose(role: RoomRole) {
    // What I could not take back by myself is asked for.
    if (role === "owner" || isMe) openDialog({ name: "give-role", roomId, userId, role });
    else give(role);
  }

  function give(role: RoomRole) {
    roost.api
      .setRole(roomId, userId, role)
      .catch((refused: unknown) => showToast(describeTrouble(refused, t), "trouble"));
  }

  return (
    <Menu trigger={trigger}>
      {mayGiveRoles &&
        roomRoles
          .filter((role) => role !== member.role)
          .map((role) => (
            <MenuItem key={role} icon={icons[role]} onSelect={() => choose(role)}>
              {t(
                isMe && role !== "owner"
                  ? `membership.step-down-${role}`
                  : `membership.make-${role}`,
              )}
            </MenuItem>
          ))}
      {mayGiveRoles && mayRemove && <MenuSeparator />}
      {mayRemove && (
        <MenuItem
          icon={UserMinus}
          danger
          onSelect={() => openDialog({ name: "remove-member", roomId, userId })}
        >
          {t("membership.remove")}
        </MenuItem>
      )}
    </Menu>
  );
}
