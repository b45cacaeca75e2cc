import { may, type Offer } from "@roost/protocol/offers.ts";
import {
  ArrowLeft,
  Bot,
  Download,
  Eye,
  IdCard,
  KeyRound,
  type LucideIcon,
  MonitorSmartphone,
  Palette,
  PencilLine,
  UserRound,
} from "lucide-react";
import type { ComponentType } from "react";
import { Link, Redirect } from "wouter";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { AccountSection } from "./account-section.tsx";
import { ApiTokensSection } from "./api-tokens-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { BotsSection } from "./bots-section.tsx";
import { DataSection } from "./data-section.tsx";
import { PrivacySection } from "./privacy-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { WritingSection } from "./writing-section.tsx";

interface SectionEntry {
  /** In its address. */
  name: string;
  title: FixedKey;
  icon: LucideIcon;
  Content: ComponentType;
  /** Not for those who may not do what is in it. */
  takes?: Offer;
}

const all: readonly [SectionEntry, ...SectionEntry[]] = [
  { name: "appearance", title: "settings.appearance", icon: Palette, Content: AppearanceSection },
  { name: "writing", title: "settings.writing", icon: PencilLine, Content: WritingSection },
  { name: "profile", title: "settings.profile", icon: IdCard, Content: ProfileSection },
  { name: "privacy", title: "settings.privacy", icon: Eye, Content: PrivacySection },
  { name: "account", title: "settings.account", icon: UserRound, Content: AccountSection },
  {
    name: "sessions",
    title: "settings.sessions",
    icon: MonitorSmartphone,
    Content: SessionsSection,
  },
  { name: "tokens", title: "settings.api-tokens", icon: KeyRound, Content: ApiTokensSection },
  {
    ...{ name: "bots", title: "settings.bots", icon: Bot, Content: BotsSection },
    takes: "createBot",
  },
  { name: "data", title: "settings.data", icon: Download, Content: DataSection },
];

/** What one can choose. On a narrow screen the sections are a list, and each a page of its own. */
export default function SettingsPage({ name }: { name: string | undefined }) {
  const t = useText();
  const { me } = useSignedIn();
  const [first, ...others] = all;
  const sections = [first, ...others.filter(({ takes }) => !takes || may(takes, { me }))];
  const section = sections.find((one) => one.name === name);
  if (name !== undefined && section === undefined) return <Redirect to="/settings" replace />;
  // A wide screen has space for the first one beside the list.
  const { Content } = section ?? first;
  return (
    <section aria-label={t("settings.title")} className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto max-w-4xl px-4 pt-[max(1rem,env(safe-area-inset-top))] pb-10 sm:px-8 md:pt-12">
        <div className="flex items-center gap-2">
          <Link
            href={section ? "/settings" : "/"}
            aria-label={t(section ? "settings.back" : "room.back")}
            className="tap -ms-2 grid size-10 place-items-center rounded-lg text-ink-soft md:hidden"
          >
            <ArrowLeft size={22} className="rtl:-scale-x-100" aria-hidden />
          </Link>
          <h1 className="text-2xl font-extrabold tracking-tight">
            <span className={section && "max-md:hidden"}>{t("settings.title")}</span>
            {section && <span className="md:hidden">{t(section.title)}</span>}
          </h1>
        </div>
        <div className="mt-4 md:mt-8 md:grid md:grid-cols-[13.5rem_minmax(0,1fr)] md:gap-10">
          <nav
            aria-label={t("settings.title")}
            className={classNames("flex flex-col gap-px", section && "max-md:hidden")}
          >
            {sections.map(({ name: own, title, icon: Icon }) => {
              const isOpen = own === (section ?? first).name;
              return (
                <Link
                  key={own}
                  href={`/settings/${own}`}
                  aria-current={isOpen ? "page" : undefined}
                  className={classNames(
                    "tap flex h-12 items-center gap-3 rounded-lg px-3 text-[0.9375rem] text-ink-soft transition-colors hover:bg-hover hover:text-ink md:h-9",
                    isOpen && "md:bg-selected md:text-ink",
                  )}
                >
                  <Icon size={17} className="shrink-0" aria-hidden />
                  <span className="truncate">{t(title)}</span>
                </Link>
              );
            })}
          </nav>
          <div className={section ? undefined : "max-md:hidden"}>
            <Content />
          </div>
        </div>
      </div>
    </section>
  );
}
