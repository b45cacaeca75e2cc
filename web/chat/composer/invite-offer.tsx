import type { User } from "@roost/protocol/user.ts";
import type { RoomView } from "@roost/sdk";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { showToast } from "../controls/toast.tsx";
import { useText } from "../language/language.ts";
import { describeInviteTrouble } from "../session/invite-trouble.ts";
import { useRoost } from "../session/session-context.ts";

export interface InviteOfferProps {
  room: RoomView;
  people: readonly User[];
  onClose: () => void;
}

/** Offers to bring those into the room who were mentioned in it. */
export default function InviteOffer({ room, people, onClose }: InviteOfferProps) {
  const t = useText();
  const roost = useRoost();
  const [busy, setBusy] = useState(false);
  async function invite() {
    setBusy(true);
    try {
      await roost.api.invite(
        room.id,
        people.map(({ id }) => id),
      );
      showToast(t("mentions.invited", { count: people.length }));
      onClose();
    } catch (refused) {
      showToast(describeInviteTrouble(refused, t), "trouble");
      setBusy(false);
    }
  }
  const names = people.map(({ displayName }) => displayName);
  return (
    <div role="status" className="flex items-center gap-2 pb-1 text-[0.8125rem] text-ink-soft">
      <p className="min-w-0 flex-1">{t("mentions.not-in-room", { count: people.length, names })}</p>
      <Button size="small" busy={busy} onClick={invite}>
        {t("mentions.invite")}
      </Button>
      <IconButton size="small" icon={X} label={t("controls.close")} onClick={onClose} />
    </div>
  );
}
