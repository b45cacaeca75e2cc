import { lazy, Suspense, useState } from "react";
import { Redirect, Route, Switch, useRoute } from "wouter";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { classNames } from "../controls/class-names.ts";
import { LinkButton } from "../controls/link-button.tsx";
import { ToastHost } from "../controls/toast.tsx";
import { RoomPage } from "../room/room-page.tsx";
import { RoomList } from "../room-list/room-list.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { DialogHost } from "./dialog-host.tsx";
import { DialogContext, type DialogState } from "./dialogs.ts";
import { HomePage } from "./home-page.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTitleBadge } from "./use-title-badge.ts";

const RoomDirectory = lazy(() => import("../room-directory/room-directory.tsx"));

/** The signed-in client: the rooms on the left, one of them, or a page, on the right. */
export function Shell() {
  const [dialog, openDialog] = useState<DialogState | null>(null);
  const [atHome] = useRoute("/");
  useShortcuts(dialog, openDialog);
  useTitleBadge();
  return (
    <DialogContext value={openDialog}>
      <div className="flex h-[var(--visible-height,100dvh)] flex-col bg-side text-ink">
        <ConnectionBanner />
        <div className="flex min-h-0 flex-1">
          <aside
            className={classNames(
              "h-full w-full shrink-0 md:block md:w-72 lg:w-[19.5rem]",
              !atHome && "hidden",
            )}
          >
            <RoomList />
          </aside>
          <main
            className={classNames(
              "min-w-0 flex-1 bg-canvas md:block md:border-s md:border-line",
              atHome && "hidden",
            )}
          >
            <Suspense fallback={null}>
              <Switch>
                <Route path="/">
                  <HomePage />
                </Route>
                <Route path="/browse">
                  <RoomDirectory />
                </Route>
                <Route path="/rooms/:id/:number?">
                  {({ id, number }) => (
                    <RoomPage roomId={id.toLowerCase()} target={messageNumber(number)} />
                  )}
                </Route>
                <Route path="/sign-in">
                  <Redirect to="/" replace />
                </Route>
                <Route path="/sign-up">
                  <Redirect to="/" replace />
                </Route>
                <Route>
                  <EmptyPerch
                    birds={0}
                    title="There is nothing at this address"
                    actions={<LinkButton href="/">To my rooms</LinkButton>}
                  />
                </Route>
              </Switch>
            </Suspense>
          </main>
        </div>
      </div>
      <DialogHost dialog={dialog} onClose={() => openDialog(null)} />
      <ToastHost />
    </DialogContext>
  );
}

function messageNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
