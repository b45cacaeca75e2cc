import { Suspense } from "react";
import { part } from "../loading/part.tsx";
import { useOldestWarning } from "../sanctions/use-oldest-warning.ts";
import { UpdateBanner } from "./update-banner.tsx";
import { useIdle } from "./use-idle.ts";
import { useLeaving } from "./use-leaving.ts";
import { useTitleBadge } from "./use-title-badge.ts";

const Warning = part(() => import("../sanctions/warning.tsx"));

/** What goes on beside all that is shown, and may begin a moment later. */
export default function Background() {
  useTitleBadge();
  useLeaving();
  useIdle();
  const warning = useOldestWarning();
  return (
    <>
      <UpdateBanner />
      {warning?.value && (
        <Suspense>
          <Warning
            key={warning.key}
            id={warning.key}
            at={warning.changedAt}
            reason={warning.value.reason}
          />
        </Suspense>
      )}
    </>
  );
}
