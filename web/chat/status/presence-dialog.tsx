import type { MyPresence } from "@roost/protocol/presence.ts";
import { useEffect, useState } from "react";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { PresenceForm } from "./presence-form.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    presence: object;
  }
}

/** What I say of myself, and whether I want to be disturbed. */
export default function PresenceDialog({ onClose }: DialogProps<"presence">) {
  const t = useText();
  const roost = useRoost();
  const [mine, setMine] = useState<MyPresence | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    roost.api.myPresence().then(setMine, setError);
  }, [roost]);
  return (
    <Modal title={t("status.title")} onClose={onClose}>
      {error !== null && <Notice className="mx-5 mt-3 mb-5">{describeTrouble(error, t)}</Notice>}
      {mine === null && error === null && <Skeleton className="mx-5 mt-3 mb-5 h-72 rounded-xl" />}
      {mine !== null && <PresenceForm mine={mine} onClose={onClose} />}
    </Modal>
  );
}
