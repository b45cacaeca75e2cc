import { Skeleton } from "../controls/skeleton.tsx";
import { useText } from "../language/language.ts";
import { MessageSkeletons } from "../message-list/list-rows.tsx";

/** The shape of a room, while the first snapshot is on its way. */
export function RoomSkeleton() {
  const t = useText();
  return (
    <div className="flex h-full flex-col" role="status" aria-label={t("room.loading")}>
      <div className="flex h-16 shrink-0 items-center gap-3 border-b border-line px-4 sm:px-6">
        <Skeleton className="size-9 rounded-[60%_16%_60%_16%]" />
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="mx-auto flex min-h-0 w-full max-w-[54rem] flex-1 flex-col justify-end overflow-hidden">
        <MessageSkeletons rows={7} />
      </div>
      <div className="mx-auto w-full max-w-[54rem] px-3 pb-8 sm:px-5">
        <Skeleton className="h-12 rounded-2xl" />
      </div>
    </div>
  );
}
