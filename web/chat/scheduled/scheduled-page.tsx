import type { OwnValue } from "@roost/protocol/own.ts";
import { CircleAlert, Pencil, SendHorizontal, Trash2 } from "lucide-react";
import { Link } from "wouter";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { showToast } from "../controls/toast.tsx";
import { showUndo } from "../controls/undo.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { currentText, useText } from "../language/language.ts";
import { ListPage } from "../lists/list-page.tsx";
import { RoomFace } from "../person/room-face.tsx";
import { useTitleOf } from "../person/use-title.ts";
import { roomPath, threadPath } from "../room/links.ts";
import { nextTimes } from "../send-later/times.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { describeRefusal, describeTrouble } from "../session/trouble.ts";
import { useObservable } from "../session/use-observable.ts";
import { formatFull, formatUntil } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { Words } from "../words/words.tsx";

type Scheduled = OwnValue<"scheduled">;

/** What I have written to be sent later: what was refused first, then what is sent first. */
export default function ScheduledPage() {
  const t = useText();
  const { scheduled } = useRoost();
  const rows = [...useObservable(scheduled.all)].flatMap(([id, { value }]) =>
    value === null ? [] : [{ id, value }],
  );
  const rank = ({ value }: (typeof rows)[number]) => `${value.failure ? 0 : 1}${value.sendAt}`;
  rows.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return (
    <ListPage title={t("scheduled.title")} about={t("scheduled.about")}>
      {rows.length === 0 ? (
        <EmptyPerch title={t("scheduled.none")}>{t("scheduled.none.text")}</EmptyPerch>
      ) : (
        <ul className="mt-5 flex flex-col divide-y divide-line">
          {rows.map(({ id, value }) => (
            <ScheduledRow key={id} id={id} value={value} />
          ))}
        </ul>
      )}
    </ListPage>
  );
}

function ScheduledRow({ id, value }: { id: string; value: Scheduled }) {
  const t = useText();
  const { scheduled } = useRoost();
  const openDialog = useOpenDialog();
  const room = useMyRoom(value.roomId);
  const titleOf = useTitleOf();
  const today = useToday();
  const { roomId, threadNumber, body, sendAt, sending = false, failure } = value;
  const isDue = sending || (!failure && new Date(sendAt) <= new Date());
  const title = room ? titleOf(room) : t("scheduled.room-gone");

  return (
    <li className="flex flex-col gap-2 py-3.5">
      <div className="flex items-start gap-3">
        {room && <RoomFace room={room} />}
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex min-w-0 items-baseline gap-2">
            {room ? (
              <Link
                href={
                  threadNumber === undefined ? roomPath(roomId) : threadPath(roomId, threadNumber)
                }
                className="min-w-0 truncate font-semibold hover:underline"
              >
                <Words>{title}</Words>
              </Link>
            ) : (
              <span className="truncate font-semibold text-ink-soft">{title}</span>
            )}
            {threadNumber !== undefined && (
              <span className="shrink-0 text-[0.8125rem] text-ink-faint">{t("threads.one")}</span>
            )}
            <time
              dateTime={sendAt}
              title={formatFull(sendAt, t)}
              className="ms-auto shrink-0 text-[0.8125rem] text-ink-soft"
            >
              {isDue ? t("scheduled.being-sent") : failure ? "" : formatUntil(sendAt, today, t)}
            </time>
          </span>
          <Words className="line-clamp-4 text-[0.9375rem] whitespace-pre-line">{body}</Words>
          {failure && (
            <span className="mt-1 flex items-center gap-1.5 text-sm text-danger-text">
              <CircleAlert size={15} className="shrink-0" aria-hidden />
              {t("scheduled.failed", {
                reason: describeRefusal(failure as Parameters<typeof describeRefusal>[0], t),
              })}
            </span>
          )}
        </div>
      </div>
      {!isDue && (
        <div className="flex justify-end gap-1">
          <IconButton
            icon={SendHorizontal}
            label={t("scheduled.send-now", { room: title })}
            onClick={() => scheduled.sendNow(id).catch(tell)}
          />
          <IconButton
            icon={Pencil}
            label={t("scheduled.change", { room: title })}
            onClick={() => openDialog({ name: "edit-scheduled", id })}
          />
          <IconButton
            icon={Trash2}
            label={t("scheduled.remove", { room: title })}
            onClick={() => {
              scheduled.remove(id).then(() => {
                const undo = () =>
                  void scheduled.put(id, { ...value, sendAt: toCome(sendAt) }).catch(tell);
                showUndo(currentText()("scheduled.removed"), undo);
              }, tell);
            }}
          />
        </div>
      )}
    </li>
  );
}

/** What was refused comes back with another time, and is not sent by that at once. */
function toCome(sendAt: string): string {
  const now = new Date();
  if (new Date(sendAt) > now) return sendAt;
  return nextTimes(now)[0]?.at.toISOString() ?? sendAt;
}

function tell(refused: unknown) {
  showToast(describeTrouble(refused, currentText()), "trouble");
}
