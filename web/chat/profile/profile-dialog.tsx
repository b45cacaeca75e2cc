import type { Profile as Person } from "@roost/protocol/user.ts";
import { Ban, MessageSquare, NotebookPen, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { Button } from "../controls/button.tsx";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { type DialogProps, useOpenDialog } from "../dialogs/dialogs.ts";
import { useOpenDirect } from "../directs/use-open-direct.ts";
import { useText } from "../language/language.ts";
import type { Text } from "../language/text.tsx";
import { unblock } from "../people/unblock.ts";
import { BotMark } from "../person/bot-mark.tsx";
import { Egg } from "../person/egg.tsx";
import { mixedScripts } from "../person/mixed-scripts.ts";
import { Presence } from "../presence/presence.tsx";
import { PresenceDot } from "../presence/presence-dot.tsx";
import { StatusMark } from "../presence/status-mark.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMay } from "../session/use-may.ts";
import { formatClockIn, formatDay } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { isolated } from "../words/plain.ts";
import { Words } from "../words/words.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    profile: { userId: string };
  }
}

/** Who somebody is, and the way to write to them. */
export default function Profile({ dialog, onClose }: DialogProps<"profile">) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const may = useMay();
  const openDirect = useOpenDirect();
  const today = useToday();
  const { userId } = dialog;
  const [profile, setProfile] = useState<Person | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [unblocking, setUnblocking] = useState(false);
  const isBlocked = useHasBlocked()(userId);
  const openDialog = useOpenDialog();
  const write = useRef<HTMLButtonElement>(null);
  const isMe = userId === me.id;

  useEffect(() => {
    let isCurrent = true;
    roost.api.profile(userId).then(
      (found) => isCurrent && setProfile(found),
      (refused) => isCurrent && setError(refused),
    );
    return () => {
      isCurrent = false;
    };
  }, [roost, userId]);

  const user = profile ?? roost.user(userId);
  const name = user?.displayName ?? t("person.somebody");
  const mixed = mixedScripts(name);

  async function end() {
    setUnblocking(true);
    await unblock(roost, userId);
    setUnblocking(false);
  }

  async function message() {
    setBusy(true);
    if (await openDirect(isMe ? [] : [userId])) onClose();
    else setBusy(false);
  }

  if (user?.isDeleted) {
    return (
      <Modal title={user.isBot ? isolated(name) : t("person.deleted")} onClose={onClose}>
        <div className="flex items-center gap-4 px-5 pt-3 pb-5">
          <Egg id={userId} name={user.isBot ? name : t("person.deleted")} size="large" />
          <p className="flex-1 text-[0.9375rem] text-ink-soft">
            {t(user.isBot ? "profile.deleted-bot" : "profile.deleted")}
          </p>
        </div>
      </Modal>
    );
  }

  return (
    <Modal title={isolated(name)} initialFocus={write} onClose={onClose}>
      <div className="flex flex-col gap-4 px-5 pt-3 pb-5">
        <div className="flex items-center gap-4">
          <span className="relative grid">
            <Egg id={userId} name={name} picture={user?.picture} size="large" />
            <PresenceDot userId={userId} />
          </span>
          <div className="min-w-0 flex-1 text-[0.9375rem] leading-snug">
            {user?.isBot && (
              <p className="flex pb-0.5">
                <BotMark user={user} />
              </p>
            )}
            {user && (
              <p className="truncate text-ink-soft">
                @{user.username}
                {profile?.pronouns !== undefined && (
                  <>
                    {" · "}
                    <bdi>{profile.pronouns}</bdi>
                  </>
                )}
              </p>
            )}
            {isMe && <p className="text-ink-faint">{t("profile.me")}</p>}
            <p className="text-ink-soft">
              <StatusMark userId={userId} />
              <Presence userId={userId} before=" " />
            </p>
          </div>
        </div>
        {mixed.length > 0 && (
          <p className="flex gap-2.5 rounded-xl bg-hover px-3.5 py-2.5 text-sm text-pretty text-ink-soft">
            <TriangleAlert size={17} aria-hidden className="mt-0.5 shrink-0 text-new-text" />
            {t("profile.mixed", { scripts: mixed.map((code) => scriptName(code, t)) })}
          </p>
        )}
        {profile?.about !== undefined && (
          <p
            dir="auto"
            className="max-h-48 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            <Words>{profile.about}</Words>
          </p>
        )}
        {profile && (
          <dl className="flex flex-col gap-2.5 text-[0.9375rem]">
            {profile.role !== "member" && (
              <Fact name={t("profile.role")} value={t(`profile.role.${profile.role}`)} />
            )}
            {profile.timeZone !== undefined && (
              <Fact
                name={t("profile.time")}
                value={t("profile.time.value", {
                  time: formatClockIn(profile.timeZone, new Date(), t),
                  zone: profile.timeZone.replaceAll("_", " "),
                })}
              />
            )}
            <Fact name={t("profile.since")} value={formatDay(profile.createdAt, today, t)} />
          </dl>
        )}
        {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
        {isBlocked && (
          <p className="flex gap-2.5 rounded-xl bg-hover px-3.5 py-2.5 text-sm text-pretty text-ink-soft">
            <Ban size={17} aria-hidden className="mt-0.5 shrink-0" />
            {t("people.blocked", { name })}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {may("openDirect") && !isBlocked && (
            <Button ref={write} look="primary" busy={busy} onClick={message}>
              {isMe ? (
                <NotebookPen size={17} aria-hidden />
              ) : (
                <MessageSquare size={17} aria-hidden />
              )}
              {t(isMe ? "profile.notes" : "profile.message")}
            </Button>
          )}
          {!isMe && user && (
            <Button
              look={isBlocked ? "quiet" : "plain"}
              busy={unblocking}
              onClick={isBlocked ? end : () => openDialog({ name: "block", userId })}
            >
              <Ban size={17} aria-hidden />
              {t(isBlocked ? "people.unblock" : "people.block")}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-xs font-semibold text-ink-faint">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const scriptName = (code: string, t: Text) =>
  new Intl.DisplayNames(t.locale, { type: "script" }).of(code) ?? code;
