import { Dialog } from "@base-ui/react/dialog";
import { Menu as MenuIcon, X } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { Logo } from "../../chat/art/logo.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import { ToastHost } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { fetchParts } from "../../chat/loading/part.tsx";
import { Region } from "../../chat/loading/region.tsx";
import { DialogHost } from "./dialogs.tsx";
import { Navigation } from "./navigation.tsx";
import { OpenPage } from "./open-page.tsx";

/** The administration: its pages at the side, on a phone in a drawer, and the one that is open. */
export function Frame() {
  const [path] = useLocation();
  useEffect(fetchParts, []);
  return (
    <DialogHost>
      <div className="flex h-dvh flex-col bg-side text-ink md:flex-row">
        <aside className="hidden w-60 shrink-0 flex-col md:flex">
          <div className="px-5 pt-5 pb-3">
            <Logo />
          </div>
          <Navigation />
        </aside>
        <PhoneBar />
        <main className="min-h-0 min-w-0 flex-1 bg-canvas md:border-s md:border-line">
          <Region of={path}>
            <Suspense fallback={<Opening />}>
              <OpenPage />
            </Suspense>
          </Region>
        </main>
      </div>
      <ToastHost />
    </DialogHost>
  );
}

/** While the code of a page comes. */
function Opening() {
  const t = useText();
  return (
    <div role="status" aria-label={t("app.loading")} className="p-4 sm:p-8">
      <Skeleton className="h-9 w-48" />
    </div>
  );
}

function PhoneBar() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was chosen closes it.
  useEffect(() => setOpen(false), [path]);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <header className="flex items-center gap-2 border-b border-line px-2 pt-[max(0.375rem,env(safe-area-inset-top))] pb-1.5 md:hidden">
        <Dialog.Trigger render={<IconButton icon={MenuIcon} label={t("panel.menu")} />} />
        <Logo />
      </header>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 start-0 z-50 flex w-[min(18rem,calc(100vw-3rem))] flex-col bg-side pt-[env(safe-area-inset-top)] text-ink shadow-pop outline-none transition duration-200 ease-out data-starting-style:-translate-x-4 data-starting-style:opacity-0">
          <div className="flex items-center justify-between px-5 pt-4 pb-2">
            <Dialog.Title className="text-lg font-bold tracking-tight">
              {t("panel.title")}
            </Dialog.Title>
            <Dialog.Close
              render={<IconButton icon={X} label={t("controls.close")} className="-me-2" />}
            />
          </div>
          <Navigation />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
