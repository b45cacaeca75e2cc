import { ArrowLeft } from "lucide-react";
import { Link, useLocation } from "wouter";
import { classNames } from "../../chat/controls/class-names.ts";
import { useText } from "../../chat/language/language.ts";
import { Egg } from "../../chat/person/egg.tsx";
import { Words } from "../../chat/words/words.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { pagesFor } from "./pages.ts";

const entryClass =
  "tap flex h-11 items-center gap-3 rounded-lg px-3 text-[0.9375rem] transition-colors hover:bg-hover hover:text-ink md:h-9";

/** The pages, the way back to the chat, and who is signed in. */
export function Navigation() {
  const t = useText();
  const { me } = useAdministrator();
  const [path] = useLocation();
  return (
    <>
      <nav
        aria-label={t("panel.title")}
        className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 py-2"
      >
        {pagesFor(me).map(({ name, title, icon: Icon }) => {
          const isOpen = path === `/${name}` || path.startsWith(`/${name}/`);
          return (
            <Link
              key={name}
              href={`/${name}`}
              aria-current={isOpen ? "page" : undefined}
              className={classNames(
                entryClass,
                isOpen ? "bg-selected font-semibold text-ink" : "text-ink-soft",
              )}
            >
              <Icon size={17} className="shrink-0" aria-hidden />
              <span className="truncate">{t(title)}</span>
            </Link>
          );
        })}
      </nav>
      <div className="shrink-0 border-t border-line p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
        <a href="/" className={classNames(entryClass, "text-ink-soft")}>
          <ArrowLeft size={17} className="shrink-0 rtl:-scale-x-100" aria-hidden />
          <span className="truncate">{t("panel.back")}</span>
        </a>
        <div className="flex items-center gap-3 px-2.5 py-2">
          <Egg id={me.id} name={me.displayName} />
          <span className="min-w-0 flex-1 leading-tight">
            <Words className="block truncate text-[0.9375rem] font-semibold">
              {me.displayName}
            </Words>
            <span className="block truncate text-xs text-ink-faint">
              {me.customRole?.name ?? t(`panel.role.${me.role}`)}
            </span>
          </span>
        </div>
      </div>
    </>
  );
}
