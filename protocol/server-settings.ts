import Type, { type Static, type TSchema } from "typebox";
import { admissionLimits } from "./admission-limits.ts";
import { registrationModes } from "./registration-modes.ts";
import { RoomId } from "./room.ts";

/** How a server is run, by those who may `manageServer`: each setting by its name. */
export const ServerSettings = Type.Object({
  serverName: Type.String({
    description: `What the server is called, in a line of up to ${admissionLimits.serverNameCharacters} characters.`,
  }),
  registration: Type.Enum([...registrationModes], {
    description:
      "Who may sign up: everybody (`open`), who has an e-mail address of an allowed domain and confirms it (`domain`), everybody, and waits until somebody lets them in (`approval`), who was given a link (`invite`), or nobody (`closed`). A link lets people in wherever somebody is let in.",
  }),
  allowedDomains: Type.Array(Type.String(), {
    maxItems: admissionLimits.allowedDomains,
    description: "Domains of e-mail addresses that let somebody in, each as it stands behind an @.",
  }),
  welcomeRooms: Type.Array(RoomId, {
    maxItems: admissionLimits.welcomeRooms,
    description: "Rooms that everybody is taken into who signs up.",
  }),
  isSetUp: Type.Boolean({
    description: "Whether the first steps with a new server were done, or passed over.",
  }),
  deletedKeptDays: Type.Integer({
    minimum: 0,
    maximum: admissionLimits.deletedKeptDays,
    description:
      "For so many days after a message was deleted, those who may `manageMessages` see what it said and can bring it back; then that is gone for good. 0: at once.",
  }),
  messagesKeptDays: Type.Integer({
    minimum: 0,
    maximum: admissionLimits.messagesKeptDays,
    description:
      "For so many days messages are kept, where a room has no own time; then they are deleted for good, by a job that runs once a day. 0: for ever. A shorter time takes a look at what goes first (`tryRetention`).",
  }),
  tellsInspections: Type.Boolean({
    description:
      "Whether a private room or a direct says so to its members when somebody opens it who may `readPrivateMessages`. The audit log has it anyway.",
  }),
});
export type ServerSettings = Static<typeof ServerSettings>;
export type ServerSettingName = keyof ServerSettings;

export const serverSettingNames = Object.keys(
  ServerSettings.properties,
) as readonly ServerSettingName[];

function stateOf<Value extends TSchema>(value: Value) {
  return Type.Object({
    value,
    fallback: value,
    source: Type.Enum(["default", "store", "environment"], {
      description:
        "Where the value comes from. One of the environment stands above all others, and can be changed there alone.",
    }),
    variable: Type.Union([Type.String(), Type.Null()], {
      description: "The variable of the environment that can say it; null where there is none.",
    }),
  });
}

/** Each setting, as it is now. */
export const ServerSettingsState = Type.Object({
  serverName: stateOf(ServerSettings.properties.serverName),
  registration: stateOf(ServerSettings.properties.registration),
  allowedDomains: stateOf(ServerSettings.properties.allowedDomains),
  welcomeRooms: stateOf(ServerSettings.properties.welcomeRooms),
  isSetUp: stateOf(ServerSettings.properties.isSetUp),
  deletedKeptDays: stateOf(ServerSettings.properties.deletedKeptDays),
  messagesKeptDays: stateOf(ServerSettings.properties.messagesKeptDays),
  tellsInspections: stateOf(ServerSettings.properties.tellsInspections),
});
export type ServerSettingsState = Static<typeof ServerSettingsState>;

const orFallback = <Value extends TSchema>(value: Value) =>
  Type.Optional(Type.Union([value, Type.Null()]));

/** Null gives a setting its fallback again. */
export const PatchServerSettings = Type.Object(
  {
    serverName: orFallback(ServerSettings.properties.serverName),
    registration: orFallback(ServerSettings.properties.registration),
    allowedDomains: orFallback(ServerSettings.properties.allowedDomains),
    welcomeRooms: orFallback(ServerSettings.properties.welcomeRooms),
    isSetUp: orFallback(ServerSettings.properties.isSetUp),
    deletedKeptDays: orFallback(ServerSettings.properties.deletedKeptDays),
    messagesKeptDays: orFallback(ServerSettings.properties.messagesKeptDays),
    tellsInspections: orFallback(ServerSettings.properties.tellsInspections),
  },
  { minProperties: 1, additionalProperties: false },
);
export type PatchServerSettings = Static<typeof PatchServerSettings>;
