import { UpdateBanner } from "./update-banner.tsx";
import { useIdle } from "./use-idle.ts";
import { useLeaving } from "./use-leaving.ts";
import { useTitleBadge } from "./use-title-badge.ts";

/** What goes on beside all that is shown, and may begin a moment later. */
export default function Background() {
  useTitleBadge();
  useLeaving();
  useIdle();
  return <UpdateBanner />;
}
