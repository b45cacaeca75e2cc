import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { useText } from "../language/language.ts";
import { MenuButton } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";
import { Egg } from "../person/egg.tsx";
import { PresenceDot } from "../presence/presence-dot.tsx";
import { StatusMark } from "../presence/status-mark.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { Words } from "../words/words.tsx";

const AccountMenu = part(() => import("./account-menu.tsx"));

/** Who I am, at the foot of the rooms, with everything about my account. */
export function AccountBar() {
  return (
    <div className="shrink-0 border-t border-line p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      <MenuButton trigger={<MeButton />} menu={(trigger) => <AccountMenu trigger={trigger} />} />
    </div>
  );
}

function MeButton(props: ComponentProps<"button">) {
  const t = useText();
  const { me } = useSignedIn();
  return (
    <button
      type="button"
      aria-label={t("app.account-of", { name: me.displayName })}
      {...props}
      className="tap flex w-full items-center gap-3 rounded-xl px-2.5 py-1.5 text-start transition-colors hover:bg-hover data-popup-open:bg-hover"
    >
      <span className="relative grid">
        <Egg id={me.id} name={me.displayName} picture={me.picture} />
        <PresenceDot userId={me.id} />
      </span>
      <span className="min-w-0 flex-1 leading-tight">
        <span className="flex items-baseline gap-1.5">
          <Words className="truncate text-[0.9375rem] font-semibold">{me.displayName}</Words>
          <StatusMark userId={me.id} />
        </span>
        <span className="block truncate text-xs text-ink-faint">@{me.username}</span>
      </span>
      <ChevronsUpDown size={16} className="text-ink-faint" aria-hidden />
    </button>
  );
}
