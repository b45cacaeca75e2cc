import { useText } from "../language/language.ts";
import { PanelFrame } from "../panels/panel-frame.tsx";
import type { PanelProps } from "../panels/panels.ts";
import { InviteButton, MemberRows } from "./member-rows.tsx";

declare module "../panels/panels.ts" {
  interface Panels {
    members: null;
  }
}

/** Who is in the room. */
export default function MembersPanel({ room }: PanelProps) {
  const t = useText();
  return (
    <PanelFrame title={t("members.title")} about={t.number(room.memberCount)}>
      <div className="px-4 pb-3 max-lg:pt-3">
        {room.archivedAt === undefined && <InviteButton room={room} />}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4">
        <MemberRows room={room} />
      </div>
    </PanelFrame>
  );
}
