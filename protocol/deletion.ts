import Type, { type Static } from "typebox";

const time = Type.String({ format: "date-time" });

/** What becomes of messages whose author is deleted. */
export const DeletedMessages = Type.Enum(["anonymise", "remove"], {
  description: "They stay, as those of a deleted account, or are deleted.",
});
export type DeletedMessages = Static<typeof DeletedMessages>;

/** What it means to delete one's account on this server. */
export const DeletionTerms = Type.Object({
  graceDays: Type.Integer({
    description: "So many days later it is done. Who signs in by then keeps the account.",
  }),
  messages: DeletedMessages,
  passwordNeeded: Type.Boolean({
    description: "It takes the password: the sign-in is too long ago.",
  }),
});
export type DeletionTerms = Static<typeof DeletionTerms>;

export const DeleteAccount = Type.Object({
  currentPassword: Type.Optional(
    Type.String({ description: "Not needed within ten minutes of a sign-in." }),
  ),
});
export type DeleteAccount = Static<typeof DeleteAccount>;

export const Deletion = Type.Object({ at: { ...time, description: "When it is done." } });
export type Deletion = Static<typeof Deletion>;

export const DeletePerson = Type.Object({
  atOnce: Type.Optional(Type.Boolean({ description: "Without the days in between." })),
});
export type DeletePerson = Static<typeof DeletePerson>;
