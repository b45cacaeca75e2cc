import type { ErrorCode } from "@roost/protocol/errors.ts";
import { ApiError } from "@roost/sdk";
import type { FixedKey, Text } from "../../chat/language/text.tsx";

/** Refusals that the client has no words for, as administrators are told them. */
const texts = {
  "auth.forbidden": "panel.session.forbidden",
  "auth.username_taken": "panel.session.username-taken",
  "auth.username_reserved": "panel.session.username-reserved",
  "auth.email_taken": "panel.session.email-taken",
  "auth.second_factor_off": "panel.session.second-factor-off",
  "people.rank": "panel.session.rank",
  "people.role_too_high": "panel.session.role-too-high",
  "people.permissions": "panel.session.permissions",
  "role.not_found": "panel.session.no-role",
  "role.name_taken": "panel.session.role-name",
  "role.too_many": "panel.session.roles",
  "people.owner": "panel.session.owner",
  "people.suspended": "panel.session.suspended",
  "people.silenced": "panel.session.silenced",
  "people.warned_enough": "panel.session.warned-enough",
  "ban.invalid": "panel.session.ban-invalid",
  "ban.own_address": "panel.session.ban-own",
  "ban.of_server": "panel.session.ban-server",
  "ban.not_found": "panel.session.no-ban",
  "ban.too_many": "panel.session.bans",
  "filter.not_found": "panel.session.no-filter",
  "filter.too_many": "panel.session.filters",
  "room.not_inside": "panel.session.private-room",
  "user.not_found": "panel.session.no-person",
  "registration.approved": "panel.session.let-in",
  "registration.not_found": "panel.session.not-asked",
  "invite.not_found": "panel.session.no-invite",
  "invite.too_many": "panel.session.invites",
  "message.not_found": "panel.session.no-message",
  "message.not_kept": "panel.session.not-kept",
  "retention.not_tried": "panel.session.not-tried",
  "room.not_opened": "panel.session.not-opened",
  "report.not_found": "panel.session.no-report",
  "room.not_found": "panel.session.no-room",
  "job.not_found": "panel.session.no-job",
  "job.wrong_state": "panel.session.job-moved-on",
  "setting.fixed": "panel.session.setting-fixed",
} as const satisfies { [Code in ErrorCode]?: FixedKey };

/** What was refused, in the language of the page as far as it has words for it. */
export function wordsFor(problem: { code: ErrorCode; detail: string }, t: Text): string {
  const { code, detail } = problem;
  return Object.hasOwn(texts, code) ? t(texts[code as keyof typeof texts]) : detail;
}

/** Does something, and throws its refusals with words of the page. */
export async function inWords<Result>(t: Text, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, status, detail, retryAfterMs } = error;
    throw new ApiError({
      ...{ code, status, detail: wordsFor({ code, detail }, t) },
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
}
