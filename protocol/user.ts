import Type, { type Static } from "typebox";
import { admissionLimits } from "./admission-limits.ts";
import { permissions } from "./denial-details.ts";
import { limits } from "./limits.ts";
import { type Permission as PermissionName, serverRoleNames } from "./permissions.ts";
import { Uuid } from "./uuid.ts";

export const UserId = Uuid("A person's id.");

export const PictureHash = Type.String({
  pattern: "^[0-9a-f]{32}$",
  description:
    "Of their picture, which is at `/api/users/ID/pictures/HASH`. Left out where they have none.",
});

/** A person as everybody sees them. */
export const User = Type.Object({
  id: UserId,
  username: Type.String({
    minLength: limits.usernameMinCharacters,
    maxLength: limits.usernameMaxCharacters,
    description: "Unique on this server, lower case.",
  }),
  displayName: Type.String({ maxLength: limits.displayNameCharacters }),
  isBot: Type.Optional(
    Type.Boolean({ description: "Whether it is a program, for ever. Left out for people." }),
  ),
  isDeleted: Type.Optional(
    Type.Boolean({
      description:
        "Whether the account was deleted, for ever: name and user name are those of nobody. Left out for all others.",
    }),
  ),
  picture: Type.Optional(PictureHash),
  formerUsernames: Type.Optional(
    Type.Array(Type.String(), {
      maxItems: limits.formerUsernames,
      description:
        "What they were called before, the newest first: old messages mention them so. Nobody else gets such a name.",
    }),
  ),
});
export type User = Static<typeof User>;

export const ServerRole = Type.Enum([...serverRoleNames], {
  description: "What a person may do on the whole server. The first account is its owner.",
});
export type ServerRole = Static<typeof ServerRole>;

export const Permission = Type.Enum(Object.keys(permissions) as PermissionName[], {
  description: "What a role on the server may permit. Later versions may have more.",
});
export type Permission = Static<typeof Permission>;

export const CustomRoleId = Uuid("A custom role's id.");

/** A custom role as those who have it are shown. */
export const HeldRole = Type.Object(
  {
    id: CustomRoleId,
    name: Type.String({ maxLength: admissionLimits.customRoleNameCharacters }),
  },
  { description: "The custom role of somebody. Left out where they have none." },
);
export type HeldRole = Static<typeof HeldRole>;

/** A person as they see themselves. */
export const Me = Type.Object({
  ...User.properties,
  email: Type.String(),
  role: ServerRole,
  customRole: Type.Optional(HeldRole),
  permissions: Type.Array(Permission, {
    description: "What they may do on the server: that of their custom role, else of their role.",
  }),
});
export type Me = Static<typeof Me>;

const about = Type.String({
  description: `What they say of themselves, plain text of some lines: at most ${limits.aboutCharacters} characters.`,
});
const pronouns = Type.String({
  description: `How they are spoken of: at most ${limits.pronounsCharacters} characters.`,
});
const timeZone = Type.String({
  maxLength: 64,
  description: "Of the time zone database, such as `Europe/Berlin`.",
});

/** What others may know of a person. */
export const Profile = Type.Object({
  ...User.properties,
  role: ServerRole,
  createdAt: Type.String({ format: "date-time", description: "When the account was made." }),
  about: Type.Optional(about),
  pronouns: Type.Optional(pronouns),
  timeZone: Type.Optional(timeZone),
});
export type Profile = Static<typeof Profile>;

/** What I say of myself. What is left out stays; null takes it away. */
export const PatchProfile = Type.Object(
  {
    displayName: Type.Optional(
      Type.String({ description: `At most ${limits.displayNameCharacters} characters.` }),
    ),
    about: Type.Optional(Type.Union([about, Type.Null()])),
    pronouns: Type.Optional(Type.Union([pronouns, Type.Null()])),
    timeZone: Type.Optional(Type.Union([timeZone, Type.Null()])),
  },
  { minProperties: 1 },
);
export type PatchProfile = Static<typeof PatchProfile>;
