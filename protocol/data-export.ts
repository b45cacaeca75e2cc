import Type, { type Static } from "typebox";

const time = Type.String({ format: "date-time" });
const timeOrNull = Type.Union([time, Type.Null()]);

/** The download of all that is mine, as it stands. */
export const DataExport = Type.Object({
  state: Type.Enum(["none", "running", "ready", "failed", "cancelled"], {
    description:
      "`none`: nothing was asked for, or its time is over. `running` also while it waits for its turn.",
  }),
  done: Type.Integer({ description: "Steps that are done." }),
  total: Type.Union([Type.Integer(), Type.Null()], {
    description: "Steps that there are; null as long as that is not known.",
  }),
  askedAt: timeOrNull,
  until: Type.Union([time, Type.Null()], {
    description: "How long it can be downloaded; null where it is not ready.",
  }),
  nextAt: Type.Union([time, Type.Null()], {
    description: "When another one can be asked for; null where that is now.",
  }),
  passwordNeeded: Type.Boolean({
    description:
      "To ask for it, or to download it, takes the password: the sign-in is too long ago.",
  }),
});
export type DataExport = Static<typeof DataExport>;

const currentPassword = Type.Optional(
  Type.String({ description: "Not needed within ten minutes of a sign-in." }),
);

export const AskForData = Type.Object({ currentPassword });
export type AskForData = Static<typeof AskForData>;

export const DataLink = Type.Object({
  path: Type.String({
    description: "Where the archive is downloaded, by the same person, within ten minutes.",
  }),
  until: time,
});
export type DataLink = Static<typeof DataLink>;

export const DataArchiveQuery = Type.Object({
  link: Type.String({ maxLength: 200, description: "As the path of the link has it." }),
});
export type DataArchiveQuery = Static<typeof DataArchiveQuery>;
