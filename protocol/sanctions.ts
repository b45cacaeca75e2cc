import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { User, UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

/** What those who look after people do where somebody goes too far: warnings, mutes and suspensions. */

const time = Type.String({ format: "date-time" });
const timeOrNull = Type.Union([time, Type.Null()]);

export const WarningId = Uuid("A warning's id.");

/** A warning that its person has not acknowledged. */
export const Warning = Type.Object({
  reason: Type.String({ description: "What they are to know." }),
});
export type Warning = Static<typeof Warning>;

/**
 * That somebody may read and not write, on the whole server. It is called silence, as `mute` is what a person does to the
 * notifications of a room.
 */
export const Silence = Type.Object({
  until: Type.Union([time, Type.Null()], {
    description: "When it ends by itself; null: when somebody ends it.",
  }),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type Silence = Static<typeof Silence>;

/** As those are told who look after people. */
export const SilenceOf = Type.Object({ since: time, ...Silence.properties });
export type SilenceOf = Static<typeof SilenceOf>;

export const Warn = Type.Object({
  reason: Type.String({
    maxLength: 2 * limits.sanctionReasonCharacters,
    description: `What they are told, in a line of at most ${limits.sanctionReasonCharacters} characters.`,
  }),
});
export type Warn = Static<typeof Warn>;

export const Warned = Type.Object({ id: WarningId });
export type Warned = Static<typeof Warned>;

export const SilenceWish = Type.Object({
  until: Type.Optional(
    Type.Union([time, Type.Null()], {
      description:
        "When it ends by itself, in the future. Null or left out: when somebody ends it.",
    }),
  ),
  reason: Type.Optional(
    Type.String({
      maxLength: 2 * limits.sanctionReasonCharacters,
      description: `They are told it. A line of at most ${limits.sanctionReasonCharacters} characters.`,
    }),
  ),
});
export type SilenceWish = Static<typeof SilenceWish>;

export const sanctionActions = [
  ...(["person.warned", "person.silenced", "person.unsilenced"] as const),
  ...(["person.suspended", "person.unsuspended"] as const),
] as const;

/** Something that was done to somebody who went too far, or the end of it. */
export const Sanction = Type.Object({
  id: Type.Integer({ description: "Later ones have higher ids." }),
  at: time,
  action: Type.Enum([...sanctionActions], { description: "As in the audit log." }),
  actorId: Type.Union([UserId, Type.Null()], {
    description: "Who did it; null for a command on the server.",
  }),
  until: timeOrNull,
  reason: Type.Union([Type.String(), Type.Null()]),
  acknowledgedAt: Type.Union([time, Type.Null()], {
    description: "When they acknowledged the warning.",
  }),
});
export type Sanction = Static<typeof Sanction>;

export const SanctionsPage = Type.Object({
  sanctions: Type.Array(Sanction, { description: "The newest first." }),
  users: Type.Array(User, { description: "Who did it." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type SanctionsPage = Static<typeof SanctionsPage>;
