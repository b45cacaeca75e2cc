import type { ErrorCode } from "@roost/protocol/errors.ts";
import { ApiError, NetworkError, OtherPerson, SessionEnded } from "@roost/sdk";
import type { FixedKey, Text } from "../language/text.tsx";
import { formatWait } from "../time/format.ts";
import { CookiesRefused, type LeaveNotice } from "./session.ts";

/**
 * Refusals of which only the server can say what they are, or which the part of the client knows that asked. Not
 * in the table below, which each first screen loads.
 */
type SaidByServer =
  | "request.malformed"
  | "request.invalid"
  | "request.unsupported_media_type"
  | "route.not_found"
  | "auth.origin_forbidden"
  | "auth.token_scope"
  | "auth.email_unconfirmed"
  | "auth.approval_awaited"
  | "registration.invite_needed"
  | "registration.domain_not_allowed"
  | "registration.not_found"
  | "registration.approved"
  | "invite.invalid"
  | "invite.not_found"
  | "invite.too_many"
  | "setting.invalid"
  | "setting.fixed"
  | "auth.forbidden"
  | "auth.second_factor_needed"
  | "auth.challenge_over"
  | "auth.code_invalid"
  | "auth.second_factor_on"
  | "auth.second_factor_off"
  | "auth.passkey_invalid"
  | "auth.sign_in_again"
  | "bot.not_found"
  | "bot.too_many"
  | "bot.no_sign_in"
  | "token.not_found"
  | "token.too_many"
  | "auth.password_off"
  | "provider.off"
  | "provider.unreachable"
  | "provider.denied"
  | "provider.failed"
  | "provider.over"
  | "provider.email_missing"
  | "provider.email_taken"
  | "provider.linked"
  | "provider.not_linked"
  | "provider.only_way"
  | "data.too_soon"
  | "data.not_ready"
  | "message.not_kept"
  | "room.not_opened"
  | "retention.not_tried"
  | "job.not_found"
  | "job.wrong_state"
  | "passkey.not_found"
  | "passkey.taken"
  | "passkey.too_many"
  | "auth.username_taken"
  | "auth.username_reserved"
  | "auth.email_taken"
  | "auth.rejected"
  | "auth.password_common"
  | "auth.link_invalid"
  | "auth.suspended"
  | "room.not_inside"
  | "people.rank"
  | "people.permissions"
  | "people.role_too_high"
  | "role.not_found"
  | "role.name_taken"
  | "role.too_many"
  | "people.owner"
  | "address.banned"
  | "filter.refused"
  | "filter.invalid"
  | "filter.not_found"
  | "filter.too_many"
  | "ban.invalid"
  | "ban.own_address"
  | "ban.of_server"
  | "ban.not_found"
  | "ban.too_many"
  | "me.silenced"
  | "people.suspended"
  | "people.silenced"
  | "people.warned_enough"
  | "warning.not_found"
  | "mail.off"
  | "invite.refused"
  | "setting.not_found"
  | "emoji.not_found"
  | "emoji.name_invalid"
  | "emoji.name_reserved"
  | "emoji.name_taken"
  | "emoji.image_invalid"
  | "emoji.image_too_large"
  | "picture.not_found"
  | "picture.invalid"
  | "picture.too_large"
  | "emoji.too_many"
  | "report.not_found"
  | "frame.malformed"
  | "frame.unknown_type"
  | "frame.invalid"
  | "server.internal";

/** What each refusal of the server is called. */
const texts = {
  "request.too_large": "session.refused.too-large",
  "request.rate_limited": "session.refused.too-often",
  "auth.required": "session.error.signed-out",
  "auth.token_invalid": "session.error.signed-out",
  "auth.token_expired": "session.error.signed-out",
  "auth.other_person": "session.error.other-person",
  "auth.invalid_credentials": "session.refused.credentials",
  "me.full": "session.refused.full",
  "scheduled.not_found": "session.refused.scheduled-gone",
  "scheduled.sending": "session.refused.scheduled-gone",
  "user.not_found": "session.refused.no-person",
  "room.not_found": "session.refused.no-room",
  "receipts.not_shown": "session.refused.receipts",
  "room.already_member": "session.refused.already-member",
  "room.last_owner": "session.refused.last-owner",
  "room.full": "session.refused.full-room",
  "room.too_many": "session.refused.too-many-rooms",
  "room.archived": "room.archived",
  "room.forbidden": "session.refused.role",
  "room.announcement": "session.refused.announcement",
  "room.blocked": "session.refused.blocked",
  "direct.blocked": "session.refused.blocked-by-me",
  "direct.refused": "session.refused.blocks-me",
  "direct.too_many": "session.refused.too-many-directs",
  "room.slow": "session.refused.slow",
  "room.wrong_kind": "session.refused.kind",
  "message.not_found": "session.refused.no-message",
  "message.forbidden": "session.refused.not-yours",
  "thread.not_found": "session.refused.no-message-to-answer",
  "reply.not_found": "session.refused.no-message-to-reply-to",
  "reaction.invalid": "session.refused.no-emoji",
  "reaction.too_many": "session.refused.too-many-reactions",
  "pin.too_many": "session.refused.too-many-pins",
  "text.empty": "fields.empty",
  "text.too_long": "session.refused.text-too-long",
  "text.invalid_characters": "session.refused.text-characters",
  "server.busy": "session.refused.busy",
} as const satisfies Record<Exclude<ErrorCode, SaidByServer>, FixedKey>;

/** A sentence for the person in front of the screen: what went wrong and the way out. */
export function describeTrouble(error: unknown, t: Text): string {
  if (error instanceof ApiError) {
    const wait = error.retryAfterMs;
    if (error.code === "request.rate_limited" && wait !== undefined) {
      return t("session.error.wait", { when: formatWait(wait, t) });
    }
    return describeRefusal(error, t);
  }
  if (error instanceof NetworkError) return t("session.error.unreachable");
  if (error instanceof CookiesRefused) return t("session.cookies");
  if (error instanceof SessionEnded) return t("session.error.signed-out");
  if (error instanceof OtherPerson) return t("session.error.other-person");
  return t("session.error.page");
}

/** What the server refused. A newer server may have codes that this page does not know. */
export function describeRefusal(refusal: { code: ErrorCode; detail: string }, t: Text): string {
  const { code, detail } = refusal;
  if (!Object.hasOwn(texts, code)) return t("session.refused", { detail });
  return t(texts[code as keyof typeof texts]);
}

/** Why somebody has to sign in again. */
export function describeNotice(notice: LeaveNotice, t: Text): string {
  return notice === "signed-out"
    ? t("session.signed-out")
    : t("session.refused", { detail: notice.detail });
}
