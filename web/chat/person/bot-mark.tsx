import type { User } from "@roost/protocol/user.ts";
import { useText } from "../language/language.ts";

/** Says beside a name that it is a bot's. */
export function BotMark({ user }: { user: Pick<User, "isBot"> | undefined }) {
  const t = useText();
  if (!user?.isBot) return null;
  return (
    <span className="shrink-0 self-center rounded bg-selected px-1.5 text-[0.6875rem] leading-4 font-semibold text-accent-text">
      {t("person.bot")}
    </span>
  );
}
