import { type ReactNode, useEffect } from "react";
import { useText } from "../../chat/language/language.ts";

interface PageProps {
  title: string;
  /** What the page is for, under its title. */
  about?: ReactNode;
  /** Above the title, such as the way back. */
  above?: ReactNode;
  /** Before the title, such as a face. */
  before?: ReactNode;
  /** Behind the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the administration. */
export function Page({ title, about, above, before, actions, children }: PageProps) {
  const t = useText();
  const name = t("panel.page-title", { page: title });
  useEffect(() => {
    document.title = name;
  }, [name]);
  return (
    <section aria-label={title} className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex min-h-full max-w-6xl flex-col px-4 pt-4 pb-10 sm:px-8 md:pt-9">
        {above}
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          {before}
          <div className="min-w-0 flex-1 basis-36">
            <h1 className="text-2xl font-extrabold tracking-tight [overflow-wrap:anywhere]">
              {title}
            </h1>
            {about !== undefined && <p className="mt-1 text-[0.9375rem] text-ink-soft">{about}</p>}
          </div>
          <div className="flex items-center gap-2">{actions}</div>
        </div>
        {children}
      </div>
    </section>
  );
}
