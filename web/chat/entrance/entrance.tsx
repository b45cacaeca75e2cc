import type { ReactNode } from "react";
import { Logo } from "../art/logo.tsx";
import { Scene } from "../art/scene.tsx";
import { ToastHost } from "../controls/toast.tsx";
import { LanguageLinks } from "./language-links.tsx";

export interface EntranceProps {
  title: string;
  /** Null while it is not known. */
  text: string | null;
  children: ReactNode;
}

/** The page in front of the door: signing in and up, over the birds on their wire. */
export function Entrance({ title, text, children }: EntranceProps) {
  return (
    <div className="relative h-[var(--visible-height,100dvh)] overflow-y-auto bg-[linear-gradient(var(--sky-high),var(--sky-low)_75%)]">
      <Scene className="pointer-events-none fixed inset-x-0 bottom-0 h-[46dvh] w-full" />
      <div className="relative mx-auto flex min-h-full max-w-md flex-col px-5 py-8 sm:py-[9dvh]">
        <Logo className="mb-6 justify-center sm:mb-8" />
        <main className="rounded-2xl bg-raised p-6 text-ink shadow-pop sm:p-8">
          <h1 className="text-2xl font-extrabold tracking-tight">{title}</h1>
          <p className="mt-1 mb-6 text-[0.9375rem] text-ink-soft">{text}</p>
          {children}
        </main>
      </div>
      <LanguageLinks />
      <ToastHost />
    </div>
  );
}
