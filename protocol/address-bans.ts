import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { User, UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

/** Networks from which nobody uses a server. */

const time = Type.String({ format: "date-time" });

export const AddressBanId = Uuid("A ban's id.");

const network = Type.String({
  maxLength: 60,
  description:
    "An IPv4 or IPv6 address, or a network as `198.51.100.0/24`. Of IPv6 at least a /64 network, which an address stands for.",
});

export const AddressBan = Type.Object({
  id: AddressBanId,
  network,
  reason: Type.Union([Type.String(), Type.Null()]),
  until: Type.Union([time, Type.Null()], { description: "Null: until somebody ends it." }),
  isOver: Type.Boolean({ description: "Whether its time is over." }),
  createdAt: time,
  createdBy: Type.Union([UserId, Type.Null()], {
    description: "Who made it; null for a command on the server.",
  }),
  userId: Type.Union([UserId, Type.Null()], {
    description: "With whose suspension it came; null for one that was made alone.",
  }),
});
export type AddressBan = Static<typeof AddressBan>;

export const AddressBansPage = Type.Object({
  bans: Type.Array(AddressBan),
  users: Type.Array(User, { description: "Those whom the bans name." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type AddressBansPage = Static<typeof AddressBansPage>;

/** Which bans somebody wants to see, and in which order. */
const filters = {
  state: Type.Optional(
    Type.Enum(["holding", "over"], { description: "All where it is not said." }),
  ),
  address: Type.Optional(
    Type.String({ maxLength: 60, description: "Those that this address or network is in." }),
  ),
  sort: Type.Optional(
    Type.Enum(["newest", "oldest", "network"], { description: "`newest` where it is not said." }),
  ),
};

export const ExportAddressBansQuery = Type.Object(filters);
export type ExportAddressBansQuery = Static<typeof ExportAddressBansQuery>;

export const AddressBansQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type AddressBansQuery = Static<typeof AddressBansQuery>;

export const BanAddress = Type.Object({
  network,
  until: Type.Optional(
    Type.Union([time, Type.Null()], {
      description:
        "When it ends by itself, in the future. Null or left out: when somebody ends it.",
    }),
  ),
  reason: Type.Optional(
    Type.String({
      maxLength: 2 * limits.sanctionReasonCharacters,
      description: `Whoever comes from there is told it. A line of at most ${limits.sanctionReasonCharacters} characters.`,
    }),
  ),
});
export type BanAddress = Static<typeof BanAddress>;
