import { deliveredTo } from "@roost/protocol/furthest.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { RoomView, Roost } from "@roost/sdk";
import { Check, CheckCheck } from "lucide-react";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import { othersIn } from "../person/use-title.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

export interface ReceiptMarkProps {
  room: RoomView;
  /** The newest of mine. */
  message: Message;
}

/** Whether messages have a mark: those of a conversation with others. */
export function showsReceipts({ kind, memberCount }: RoomView, { signals }: Roost): boolean {
  return signals.showsReceipts && kind === "direct" && memberCount > 1;
}

/** How far a message of mine has come, in a conversation of some people. */
export function ReceiptMark({ room, message }: ReceiptMarkProps) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const receipts = useObservable(roost.signals.receipts(room.id));
  const others = othersIn(room, me.id);
  const told = others.flatMap((id) => receipts.get(id) ?? []);
  const readers = told.filter(({ readNumber }) => readNumber >= message.number);
  const reached = told.filter((one) => deliveredTo(one) >= message.number);
  const hasReached = reached.length === others.length || readers.length > 0;
  const areAll = readers.length === others.length;
  const label = () => {
    if (!hasReached) return t("receipts.sent");
    if (readers.length === 0) return t("receipts.delivered");
    return areAll
      ? t("receipts.read")
      : t("receipts.read-by-some", { count: readers.length, of: t.number(others.length) });
  };
  const Icon = hasReached ? CheckCheck : Check;
  return (
    <span title={label()} className="absolute end-2 bottom-1">
      <Icon
        size={15}
        role="img"
        aria-label={label()}
        className={classNames(areAll ? "text-accent-text" : "text-ink-faint")}
      />
    </span>
  );
}
