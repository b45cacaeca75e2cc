import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { useCallback, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useFetched } from "../list/use-fetched.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { DaysField, daysIn } from "./days-field.tsx";
import { keptInWords } from "./kept.ts";
import { Tried } from "./tried.tsx";
import { useTrial } from "./use-trial.ts";

interface RoomRetentionProps {
  room: ManagedRoom;
  onChanged: () => void;
  onClose: () => void;
}

/** For how long messages are kept in a room. What would go is seen first. */
export function RoomRetentionDialog({ room, onChanged, onClose }: RoomRetentionProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const ask = useCallback(() => administration.serverRetention(), [administration]);
  const { value: server } = useFetched(ask);
  const [how, setHow] = useState(howOf(room.keptDays));
  const [typed, setTyped] = useState(`${room.keptDays || 30}`);
  const own = how === "own" ? daysIn(typed, 1) : 0;
  const days = how === "server" ? null : own;
  const serverDays = server?.days ?? 0;
  const trial = useTrial(room.keptDays ?? serverDays, days ?? serverDays, room.id);
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (Number.isNaN(own) || server === null) return;
    if (trial.isNeeded) return trial.look();
    await inWords(t, () => administration.setRetention(room.id, { days }));
    showToast(t("panel.retention.saved"));
    onChanged();
    onClose();
  });
  return (
    <FormModal
      title={t("panel.retention.room.title", { name: room.name })}
      description={t("panel.retention.room.text")}
      action={t(trial.isNeeded ? "panel.retention.look" : "panel.retention.save")}
      danger={trial.tried !== null}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <SelectField
        label={t("panel.retention.kept")}
        value={how}
        onChoose={(value) => setHow(value as How)}
      >
        <option value="server">
          {t("panel.retention.as-server-which", { time: keptInWords(serverDays, t) })}
        </option>
        <option value="own">{t("panel.retention.own")}</option>
        <option value="ever">{t("panel.retention.for-ever")}</option>
      </SelectField>
      {how === "own" && <DaysField least={1} typed={typed} onType={setTyped} />}
      {trial.tried && <Tried tried={trial.tried} isOfRoom />}
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}

type How = "server" | "own" | "ever";

function howOf(days: number | null): How {
  if (days === null) return "server";
  return days === 0 ? "ever" : "own";
}
