import type { FoundRoom } from "@roost/protocol/http.ts";
import { ApiError } from "@roost/sdk";
import { ArrowLeft, Users } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Link } from "wouter";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { LinkButton } from "../controls/link-button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import { RoomLeaf } from "../person/room-leaf.tsx";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Words } from "../words/words.tsx";
import { RoomSkeleton } from "./room-skeleton.tsx";

type Preview =
  | { state: "loading" }
  | { state: "found"; room: FoundRoom }
  | { state: "not-found" }
  | { state: "error"; error: unknown };

/** What somebody sees at the address of a room that they are not in. */
export default function RoomPreview({ roomId }: { roomId: string }) {
  const t = useText();
  const roost = useRoost();
  const [preview, setPreview] = useState<Preview>({ state: "loading" });

  const load = useCallback(async () => {
    setPreview({ state: "loading" });
    try {
      setPreview({ state: "found", room: await roost.api.getRoom(roomId) });
    } catch (error) {
      const missing = error instanceof ApiError && (error.status === 404 || error.status === 422);
      setPreview(missing ? { state: "not-found" } : { state: "error", error });
    }
  }, [roost, roomId]);
  useEffect(() => {
    load();
  }, [load]);

  if (preview.state === "loading") return <RoomSkeleton />;
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <Link
        href="/"
        aria-label={t("room.back")}
        className="tap m-2 grid size-10 shrink-0 place-items-center rounded-lg text-ink-soft md:invisible"
      >
        <ArrowLeft size={22} className="rtl:-scale-x-100" aria-hidden />
      </Link>
      {preview.state === "found" && <Found room={preview.room} />}
      {preview.state === "not-found" && (
        <EmptyPerch
          birds={0}
          title={t("room.not-here.title")}
          actions={<LinkButton href="/browse">{t("room.browse")}</LinkButton>}
        >
          {t("room.not-here.text")}
        </EmptyPerch>
      )}
      {preview.state === "error" && (
        <EmptyPerch
          birds={0}
          title={t("room.failed")}
          actions={<Button onClick={load}>{t("controls.try-again")}</Button>}
        >
          {describeTrouble(preview.error, t)}
        </EmptyPerch>
      )}
    </div>
  );
}

function Found({ room }: { room: FoundRoom }) {
  const t = useText();
  const roost = useRoost();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function join() {
    setBusy(true);
    setError(null);
    try {
      await roost.api.joinRoom(room.id);
    } catch (refused) {
      setBusy(false);
      if (refused instanceof ApiError && refused.code === "room.already_member") return;
      setError(describeTrouble(refused, t));
    }
  }
  return (
    <div className="m-auto flex max-w-sm flex-col items-center px-6 pb-24 text-center">
      <RoomLeaf id={room.id} name={room.name} size="huge" />
      <h1 className="mt-4 text-2xl font-extrabold tracking-tight wrap-anywhere">
        <Words>{room.name}</Words>
      </h1>
      {room.topic !== "" && (
        <p className="mt-1.5 text-pretty text-ink-soft wrap-anywhere">
          <Words>{room.topic}</Words>
        </p>
      )}
      <p className="mt-3 inline-flex items-center gap-1.5 text-sm text-ink-faint tabular-nums">
        <Users size={15} aria-hidden />
        {t("room.public-members", { count: room.memberCount })}
      </p>
      {error !== null && <Notice className="mt-4">{error}</Notice>}
      {room.archivedAt === undefined ? (
        <Button look="primary" className="mt-6 min-w-40" busy={busy} onClick={join} autoFocus>
          {t("room.join")}
        </Button>
      ) : (
        <p className="mt-6 text-[0.9375rem] text-ink-soft">{t("room.archived-closed")}</p>
      )}
    </div>
  );
}
