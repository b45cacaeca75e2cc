import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useText } from "../language/language.ts";

export interface ListPageProps {
  title: string;
  /** What the page is for, under its title. */
  about: string;
  /** Beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** A page beside the rooms that lists something. */
export function ListPage({ title, about, action, children }: ListPageProps) {
  const t = useText();
  return (
    <section aria-label={title} className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex min-h-full max-w-3xl flex-col px-4 pt-[max(1rem,env(safe-area-inset-top))] pb-10 sm:px-8 md:pt-12">
        <div className="flex flex-wrap items-center gap-2">
          <Link
            href="/"
            aria-label={t("room.back")}
            className="tap -ms-2 grid size-10 place-items-center rounded-lg text-ink-soft md:hidden"
          >
            <ArrowLeft size={22} className="rtl:-scale-x-100" aria-hidden />
          </Link>
          <h1 className="flex-1 basis-40 text-2xl font-extrabold tracking-tight">{title}</h1>
          {action}
        </div>
        <p className="mt-1 text-[0.9375rem] text-ink-soft">{about}</p>
        {children}
      </div>
    </section>
  );
}
