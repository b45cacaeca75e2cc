import type { Silence } from "@roost/protocol/sanctions.ts";
import type { RoomView } from "@roost/sdk";
import { Archive, Ban, type LucideIcon, Megaphone, MicOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import ScheduledNote from "../composer/scheduled-note.tsx";
import { Button } from "../controls/button.tsx";
import { showToast } from "../controls/toast.tsx";
import { useText } from "../language/language.ts";
import { unblock } from "../people/unblock.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { othersIn } from "../person/use-title.ts";
import { useSilence } from "../sanctions/use-silence.ts";
import { useRoost, useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMay } from "../session/use-may.ts";
import { formatUntil } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";

export interface ClosedNoteProps {
  room: RoomView;
  /** The root of the thread that is shown; null for the timeline of the room. */
  thread: number | null;
}

/** Stands where messages are written, while I may not, and says why. */
export default function ClosedNote({ room, thread }: ClosedNoteProps) {
  return (
    <>
      <div className="mx-auto w-full max-w-[54rem] px-3 sm:px-5">
        <ScheduledNote roomId={room.id} thread={thread} />
      </div>
      <Reason room={room} />
    </>
  );
}

function Reason({ room }: { room: RoomView }) {
  const t = useText();
  const silence = useSilence();
  if (silence !== null) return <SilenceNote silence={silence} />;
  if (room.archivedAt !== undefined) return <ArchivedNote room={room} />;
  if (room.blocked) return <BlockedNote room={room} />;
  return <Note icon={Megaphone}>{t("room-settings.announcement-note")}</Note>;
}

function SilenceNote({ silence: { until, reason } }: { silence: Silence }) {
  const t = useText();
  const today = useToday();
  return (
    <Note icon={MicOff}>
      {until === null
        ? t("sanctions.muted")
        : t("sanctions.muted.until", { when: formatUntil(until, today, t) })}
      {reason !== null && (
        <span className="block [overflow-wrap:anywhere]">
          {t.rich("sanctions.muted.reason", { reason })}
        </span>
      )}
    </Note>
  );
}

function BlockedNote({ room }: { room: RoomView }) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const hasBlocked = useHasBlocked();
  const nameOf = useNameOf();
  const [busy, setBusy] = useState(false);
  const [partner = ""] = othersIn(room, me.id);
  const name = nameOf(partner);
  if (!hasBlocked(partner)) return <Note icon={Ban}>{t("people.blocks-me", { name })}</Note>;
  async function unblockThem() {
    setBusy(true);
    await unblock(roost, partner);
    setBusy(false);
  }
  return (
    <Note
      icon={Ban}
      action={
        <Button size="small" busy={busy} onClick={unblockThem}>
          {t("people.unblock")}
        </Button>
      }
    >
      {t("people.blocked", { name })}
    </Note>
  );
}

function ArchivedNote({ room }: { room: RoomView }) {
  const t = useText();
  const roost = useRoost();
  const may = useMay();
  const [busy, setBusy] = useState(false);
  async function restore() {
    setBusy(true);
    try {
      await roost.api.updateRoom(room.id, { archived: false });
    } catch (refused) {
      showToast(describeTrouble(refused, t), "trouble");
      setBusy(false);
    }
  }
  return (
    <Note
      icon={Archive}
      action={
        may("updateRoom", { room }) && (
          <Button size="small" busy={busy} onClick={restore}>
            {t("room-settings.restore")}
          </Button>
        )
      }
    >
      {t("room.archived")}
    </Note>
  );
}

function Note(props: { icon: LucideIcon; action?: ReactNode; children: ReactNode }) {
  const { icon: Icon, action, children } = props;
  return (
    <div className="mx-auto w-full max-w-[54rem] px-3 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-5">
      <div className="flex min-h-12 items-center gap-2.5 rounded-2xl bg-hover py-1.5 ps-4 pe-1.5 text-[0.9375rem] text-ink-soft">
        <Icon size={17} className="shrink-0 text-ink-faint" aria-hidden />
        <p className="min-w-0 flex-1">{children}</p>
        {action}
      </div>
    </div>
  );
}
