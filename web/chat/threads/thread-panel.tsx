import { Bell, BellRing } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { showToast } from "../controls/toast.tsx";
import { useText } from "../language/language.ts";
import { PanelFrame } from "../panels/panel-frame.tsx";
import { type PanelProps, usePanelPlace } from "../panels/panels.ts";
import { useTitle } from "../person/use-title.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useObservable } from "../session/use-observable.ts";
import { Words } from "../words/words.tsx";

declare module "../panels/panels.ts" {
  interface Panels {
    thread: number | string;
  }
}

/**
 * A thread of the room, to read it and to answer. The address has the number of its root, or `ROOT.NUMBER`
 * with that of a message to show in it.
 */
export default function ThreadPanel({ room, detail }: PanelProps) {
  const t = useText();
  const { Thread } = usePanelPlace();
  const title = useTitle(room);
  const field = useRef<HTMLTextAreaElement>(null);
  // A phone would open its keyboard over the messages.
  const focus = matchMedia("(pointer: fine)").matches ? { initialFocus: field } : {};
  const [root = Number.NaN, target = null] = (detail ?? "").split(".").map(Number);
  if (!Number.isSafeInteger(root) || root < 1) return null;
  return (
    <PanelFrame title={t("threads.one")} about={<Words>{title}</Words>} {...focus}>
      <FollowBar id={`${room.id}.${root}`} />
      <Thread room={room} root={root} target={target} field={field} />
    </PanelFrame>
  );
}

/** Whether I follow the thread, and the button that changes it. */
function FollowBar({ id }: { id: string }) {
  const t = useText();
  const { threads } = useRoost();
  const told = useObservable(threads.mine).get(id)?.value?.follows ?? false;
  /** What was pressed, until the server has it. */
  const [asked, setAsked] = useState<boolean | null>(null);
  useEffect(() => {
    if (asked === told) setAsked(null);
  }, [asked, told]);
  const follows = asked ?? told;

  async function toggle() {
    setAsked(!follows);
    try {
      await threads.follow(id, !follows);
    } catch (error) {
      setAsked(null);
      showToast(t("threads.follow-failed", { reason: describeTrouble(error, t) }), "trouble");
    }
  }

  return (
    <div className="flex shrink-0 items-center gap-3 px-5 pb-2 max-lg:pt-2">
      <p className="min-w-0 flex-1 text-xs text-ink-faint">
        {follows ? t("threads.following.text") : t("threads.follow.text")}
      </p>
      <Button size="small" aria-pressed={follows} onClick={toggle}>
        {follows ? <BellRing size={15} aria-hidden /> : <Bell size={15} aria-hidden />}
        {follows ? t("threads.following") : t("threads.follow")}
      </Button>
    </div>
  );
}
