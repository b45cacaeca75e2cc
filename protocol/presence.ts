import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { Emoji } from "./reaction.ts";
import { UserId } from "./user.ts";

const Time = (description: string) => Type.String({ format: "date-time", description });

/** What somebody says of themselves, for others to read. */
export const Status = Type.Object({
  emoji: Type.Union([
    { ...Emoji, description: "One emoji, in its fully-qualified spelling (UTS #51)." },
    Type.Null(),
  ]),
  text: Type.String({
    description: `At most ${limits.statusCharacters} characters; may be empty.`,
  }),
  until: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "It is gone after this.",
  }),
});
export type Status = Static<typeof Status>;

export const PresenceState = Type.Enum(["online", "away", "offline"], {
  description: "`away`: on none of their devices has anybody done anything for a while.",
});
export type PresenceState = Static<typeof PresenceState>;

/** How somebody can be met now, as far as they show it. */
export const Presence = Type.Object({
  userId: UserId,
  state: Type.Optional(PresenceState),
  lastSeenAt: Type.Optional(Time("When they did something last. Of those who are offline.")),
  doNotDisturbUntil: Type.Optional(Time("They do not want to be disturbed until then.")),
  status: Type.Optional(Status),
});
export type Presence = Static<typeof Presence>;

/**
 * What a person may keep to themselves. Who hides their state hides when they were seen, too; who hides how far
 * they have read (`receipts`) is not shown that of others.
 */
export const HiddenPart = Type.Enum(["state", "lastSeen", "doNotDisturb", "status", "receipts"]);
export type HiddenPart = Static<typeof HiddenPart>;

/** What I say of myself, and what of my presence I hide. */
export const MyPresence = Type.Object({
  status: Type.Union([Status, Type.Null()]),
  doNotDisturbUntil: Type.Union([Type.String({ format: "date-time" }), Type.Null()]),
  hidden: Type.Array(HiddenPart, { uniqueItems: true }),
});
export type MyPresence = Static<typeof MyPresence>;

export const PatchPresence = Type.Object(
  {
    status: Type.Optional(MyPresence.properties.status),
    doNotDisturbUntil: Type.Optional(MyPresence.properties.doNotDisturbUntil),
    hidden: Type.Optional(MyPresence.properties.hidden),
  },
  { minProperties: 1 },
);
export type PatchPresence = Static<typeof PatchPresence>;
