import type { Forwarded as Copy } from "@roost/protocol/forward.ts";
import { Suspense } from "react";
import { Skeleton } from "../controls/skeleton.tsx";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";

const ForwardedCard = part(() => import("./forwarded-card.tsx"));

/** What a message forwards. Until its part is there, as high as most of it. */
export function Forwarded({ forwarded }: { forwarded: Copy }) {
  return (
    <Region className="h-24">
      <Suspense
        fallback={
          <div className="flex h-12 items-center" aria-hidden>
            <Skeleton className="h-3 w-48 max-w-full" />
          </div>
        }
      >
        <ForwardedCard forwarded={forwarded} />
      </Suspense>
    </Region>
  );
}
