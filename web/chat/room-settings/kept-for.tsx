import { useEffect, useState } from "react";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";

/**
 * For how many days messages are kept in a room: null for ever, undefined as long as that is not known, and where it cannot be
 * asked now.
 */
export function useKeptDays(roomId: string): number | null | undefined {
  const roost = useRoost();
  const [days, setDays] = useState<number | null | undefined>(undefined);
  useEffect(() => {
    let isCurrent = true;
    roost.api.getRoom(roomId).then(
      ({ keptDays }) => isCurrent && setDays(keptDays ?? null),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [roost, roomId]);
  return days;
}

/** That messages go after some days, beside the settings of a room. Nothing where they do not. */
export function KeptFor({ roomId }: { roomId: string }) {
  const t = useText();
  const days = useKeptDays(roomId);
  if (days === null || days === undefined) return null;
  return <p className="text-sm text-ink-soft">{t("room-settings.kept.note", { count: days })}</p>;
}
