import Type, { type Static } from "typebox";
import { admissionLimits } from "./admission-limits.ts";
import { limits } from "./limits.ts";
import { User, UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

/** Rules of what may not be said on a server. */

const time = Type.String({ format: "date-time" });

export const FilterId = Uuid("A filter's id.");

const kind = Type.Enum(["words", "links", "other links"], {
  description:
    "`words` is of words, whole, in any case and with or without accents, where `*` stands for any letters; `links` of links to these hosts and to what is below them; `other links` of links to all other hosts.",
});

const action = Type.Enum(["mask", "refuse"], {
  description: "`mask`, of words: asterisks stand in their place. `refuse`: the text is not taken.",
});

const entries = Type.Array(Type.String({ maxLength: admissionLimits.filterEntryCharacters }), {
  minItems: 1,
  maxItems: admissionLimits.filterEntries,
  description: "The words, or the hosts, such as `example.org`.",
});

const explanation = Type.String({
  maxLength: 2 * admissionLimits.filterRefusalCharacters,
  description: `What whoever is refused is told, in a line of at most ${admissionLimits.filterRefusalCharacters} characters; empty for nothing more than that.`,
});

const settings = {
  kind,
  action,
  entries,
  explanation,
  isOn: Type.Boolean(),
  sparesBots: Type.Boolean({ description: "Whether bots say what they like." }),
};

export const Filter = Type.Object({
  id: FilterId,
  ...settings,
  createdAt: time,
  createdBy: Type.Union([UserId, Type.Null()]),
  changedAt: time,
});
export type Filter = Static<typeof Filter>;
export type FilterKind = Filter["kind"];
export type FilterAction = Filter["action"];

export const MakeFilter = Type.Object({
  kind,
  action,
  entries,
  explanation: Type.Optional(explanation),
  isOn: Type.Optional(Type.Boolean({ description: "`true` where it is not said." })),
  sparesBots: Type.Optional(Type.Boolean({ description: "`false` where it is not said." })),
});
export type MakeFilter = Static<typeof MakeFilter>;

export const PatchFilter = Type.Object(
  {
    action: Type.Optional(action),
    entries: Type.Optional(entries),
    explanation: Type.Optional(explanation),
    isOn: Type.Optional(Type.Boolean()),
    sparesBots: Type.Optional(Type.Boolean()),
  },
  { minProperties: 1 },
);
export type PatchFilter = Static<typeof PatchFilter>;

export const FiltersPage = Type.Object({
  filters: Type.Array(Filter),
  users: Type.Array(User, { description: "Who made them." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type FiltersPage = Static<typeof FiltersPage>;

export const TryText = Type.Object({
  text: Type.String({ maxLength: 2 * limits.messageBodyCharacters }),
});
export type TryText = Static<typeof TryText>;

export const TriedText = Type.Object({
  text: Type.Union([Type.String(), Type.Null()], {
    description: "As it would be stored as a message; null where it would be refused.",
  }),
  detail: Type.Union([Type.String(), Type.Null()], {
    description: "What its author would be told whom it is refused.",
  }),
  found: Type.Array(
    Type.Object({
      filterId: FilterId,
      said: Type.String({ description: "The word, or the host of a link." }),
    }),
  ),
});
export type TriedText = Static<typeof TriedText>;

const filters = {
  kind: Type.Optional(kind),
  action: Type.Optional(action),
  isOn: Type.Optional(Type.Boolean()),
  entry: Type.Optional(
    Type.String({
      maxLength: admissionLimits.filterEntryCharacters,
      description: "Those that have a word or a host in which this is.",
    }),
  ),
  sort: Type.Optional(
    Type.Enum(["newest", "oldest"], { description: "`newest` where it is not said." }),
  ),
};

export const ExportFiltersQuery = Type.Object(filters);
export type ExportFiltersQuery = Static<typeof ExportFiltersQuery>;

export const FiltersQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type FiltersQuery = Static<typeof FiltersQuery>;
