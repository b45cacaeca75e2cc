import { checkEmail } from "@roost/protocol/account-rules.ts";
import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { isShorter } from "@roost/protocol/kept-days.ts";
import type { ServerSettingName, ServerSettings } from "@roost/protocol/server-settings.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { Refusal } from "../refusal.ts";
import { requireTried } from "../retention/try.ts";
import { findRoomsToOffer } from "../rooms/offered.ts";
import type { Db } from "../store/database.ts";
import { normalizeDomain } from "./table.ts";

/** What a value is compared with beside its schema. */
interface Checked<Value> {
  tx: Db;
  /** Whose setting it is to be; null for the command line. */
  userId: string | null;
  before: Value;
}

type Check<Value> = (value: Value, checked: Checked<Value>) => Value | Promise<Value>;

/** The value of each as it is stored. Throws `setting.invalid` and `retention.not_tried`. */
export const checks: { [Name in ServerSettingName]: Check<ServerSettings[Name]> } = {
  serverName(typed) {
    const name = normalizeLine(typed);
    const problem = checkLine(name, admissionLimits.serverNameCharacters);
    if (problem) throw invalid("serverName", problem.detail);
    return name;
  },
  registration: (mode) => mode,
  allowedDomains(typed) {
    const wrong = typed.find((domain) => checkEmail(`a@${normalizeDomain(domain)}`) !== null);
    if (wrong !== undefined) {
      throw invalid("allowedDomains", `“${wrong}” is no domain; write it like example.org.`);
    }
    return [...new Set(typed.map(normalizeDomain))];
  },
  async welcomeRooms(ids, { tx, userId, before }) {
    const unique = [...new Set(ids)];
    // Those that somebody else has put there may be rooms that this one does not know.
    const added = unique.filter((id) => !before.includes(id));
    const found = await findRoomsToOffer(tx, userId, added);
    const missing = added.find((id) => !found.has(id));
    if (missing !== undefined) {
      throw invalid(
        "welcomeRooms",
        `${missing} is no room that you can take people into: name public rooms, or rooms that you are in.`,
      );
    }
    return unique;
  },
  isSetUp: (value) => value,
  deletedKeptDays: (days) => days,
  async messagesKeptDays(days, { tx, userId, before }) {
    if (userId !== null && isShorter(before, days))
      await requireTried(tx, userId, null, days, new Date());
    return days;
  },
  tellsInspections: (value) => value,
};

/** Throws `setting.invalid` where the settings do not go together. */
export function checkTogether(settings: ServerSettings, sendsMail: boolean): void {
  if (settings.registration !== "domain") return;
  if (settings.allowedDomains.length === 0) {
    throw invalid(
      "registration",
      "`domain` lets in who has an address of an allowed domain, and there is none; name one in `allowedDomains`.",
    );
  }
  if (!sendsMail) {
    throw invalid(
      "registration",
      "`domain` has e-mail addresses confirmed, and this server sends no mails; set SMTP_URL first.",
    );
  }
}

export function invalid(name: ServerSettingName, detail: string): Refusal {
  return new Refusal("setting.invalid", `\`${name}\`: ${detail}`);
}
