import { Suspense, useEffect, useState } from "react";
import { Redirect, Route, Switch, useLocation, useRoute } from "wouter";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { classNames } from "../controls/class-names.ts";
import { LinkButton } from "../controls/link-button.tsx";
import { ToastHost } from "../controls/toast.tsx";
import { DialogContext, type DialogState } from "../dialogs/dialogs.ts";
import { KeyCatcher } from "../keys/key-catcher.tsx";
import { useText } from "../language/language.ts";
import { fetchParts, part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { RoomPage } from "../room/room-page.tsx";
import { RoomList } from "../room-list/room-list.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { DialogHost } from "./dialog-host.tsx";
import { useLooking } from "./use-looking.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const HomePage = part(() => import("./home-page.tsx"));
const Background = part(() => import("./background.tsx"));
const DraftsPage = part(() => import("../drafts/drafts-page.tsx"));
const MentionsPage = part(() => import("../mentions/mentions-page.tsx"));
const UnreadsPage = part(() => import("../unreads/unreads-page.tsx"));
const ThreadsPage = part(() => import("../views/threads-page.tsx"));
const SavedPage = part(() => import("../views/saved-page.tsx"));
const ScheduledPage = part(() => import("../scheduled/scheduled-page.tsx"));
const SettingsPage = part(() => import("../settings/settings-page.tsx"));
const RoomDirectory = part(() => import("../room-directory/room-directory.tsx"));

/** The signed-in client: the rooms on the left, one of them, or a page, on the right. */
export function Shell() {
  const t = useText();
  const [dialog, openDialog] = useState<DialogState | null>(null);
  const [atHome] = useRoute("/");
  useShortcuts(dialog, openDialog);
  useLooking();
  const [path, navigate] = useLocation();
  useEffect(fetchParts, []);
  return (
    <DialogContext value={openDialog}>
      <div className="flex h-[var(--visible-height,100dvh)] flex-col bg-side text-ink">
        <ConnectionBanner />
        <Region className="hidden">
          <Suspense>
            <Background />
          </Suspense>
        </Region>
        <div className="flex min-h-0 flex-1">
          <aside
            className={classNames(
              "h-full w-full shrink-0 md:block md:w-72 lg:w-[19.5rem]",
              !atHome && "hidden",
            )}
          >
            <Region>
              <RoomList />
            </Region>
          </aside>
          <main
            className={classNames(
              "min-w-0 flex-1 bg-canvas md:block md:border-s md:border-line",
              atHome && "hidden",
            )}
          >
            <Region of={path} wayOut={<ToRooms />}>
              <Suspense fallback={<KeyCatcher into="main" onGiveUp={() => navigate("/")} />}>
                <Switch>
                  <Route path="/">
                    <HomePage />
                  </Route>
                  <Route path="/browse">
                    <RoomDirectory />
                  </Route>
                  <Route path="/saved">
                    <SavedPage />
                  </Route>
                  <Route path="/unreads">
                    <UnreadsPage />
                  </Route>
                  <Route path="/threads">
                    <ThreadsPage />
                  </Route>
                  <Route path="/drafts">
                    <DraftsPage />
                  </Route>
                  <Route path="/scheduled">
                    <ScheduledPage />
                  </Route>
                  <Route path="/mentions">
                    <MentionsPage />
                  </Route>
                  <Route path="/settings/:section?">
                    {({ section }) => <SettingsPage name={section} />}
                  </Route>
                  <Route path="/rooms/:id/:number?">
                    {({ id, number }) => (
                      <RoomPage roomId={id.toLowerCase()} target={messageNumber(number)} />
                    )}
                  </Route>
                  <Route path={/^\/(sign-in|sign-up|forgot-password|provider)$/}>
                    <Redirect to="/" replace />
                  </Route>
                  <Route>
                    <EmptyPerch
                      birds={0}
                      title={t("shell.no-address")}
                      actions={<LinkButton href="/">{t("shell.to-my-rooms")}</LinkButton>}
                    />
                  </Route>
                </Switch>
              </Suspense>
            </Region>
          </main>
        </div>
      </div>
      <DialogHost dialog={dialog} onClose={() => openDialog(null)} />
      <ToastHost />
    </DialogContext>
  );
}

/** A page that failed has no header with the way back that a phone needs. */
function ToRooms() {
  const t = useText();
  return (
    <span className="md:hidden">
      <LinkButton href="/">{t("shell.to-my-rooms")}</LinkButton>
    </span>
  );
}

function messageNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
