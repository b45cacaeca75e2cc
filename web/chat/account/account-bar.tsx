import { ChevronsUpDown } from "lucide-react";
import { type ComponentProps, lazy } from "react";
import { MenuButton } from "../controls/menu-button.tsx";
import { Egg } from "../person/egg.tsx";
import { useSignedIn } from "../session/session-context.ts";

const loadAccountMenu = () => import("./account-menu.tsx");
const AccountMenu = lazy(loadAccountMenu);

/** Who I am, at the foot of the rooms, with everything about my account. */
export function AccountBar() {
  return (
    <div className="shrink-0 border-t border-line p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      <MenuButton
        trigger={<MeButton />}
        preload={loadAccountMenu}
        menu={(trigger) => <AccountMenu trigger={trigger} />}
      />
    </div>
  );
}

function MeButton(props: ComponentProps<"button">) {
  const { me } = useSignedIn();
  return (
    <button
      type="button"
      aria-label={`Account of ${me.displayName}`}
      {...props}
      className="tap flex w-full items-center gap-3 rounded-xl px-2.5 py-1.5 text-start transition-colors hover:bg-hover data-popup-open:bg-hover"
    >
      <Egg id={me.id} name={me.displayName} />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate text-[0.9375rem] font-semibold">{me.displayName}</span>
        <span className="block truncate text-xs text-ink-faint">@{me.username}</span>
      </span>
      <ChevronsUpDown size={16} className="text-ink-faint" aria-hidden />
    </button>
  );
}
