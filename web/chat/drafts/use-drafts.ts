import { parseDraftPlace } from "../composer/draft-place.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** The places in rooms of mine (`draftPlace`) where I have written something and not sent it. */
export function useDrafts(): readonly string[] {
  const roost = useRoost();
  const mine = new Set(useObservable(roost.rooms).map(({ id }) => id));
  return [...useObservable(roost.drafts.all).keys()].filter((place) =>
    mine.has(parseDraftPlace(place).roomId),
  );
}
