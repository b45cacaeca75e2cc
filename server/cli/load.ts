import type { CommandName, RunCommand } from "./commands.ts";

/** The code of each command, loaded when it is asked for: none waits for that of another. */
export const load: Record<CommandName, () => Promise<RunCommand>> = {
  start: async () => (await import("./start.ts")).start,
  "admin create": async () => (await import("./create-user.ts")).createAdmin,
  "user create": async () => (await import("./create-user.ts")).createUser,
  "user list": async () => (await import("./list-users.ts")).listUsers,
  "user disable": async () => (await import("./user.ts")).disableUser,
  "user enable": async () => (await import("./user.ts")).enableUser,
  "user role": async () => (await import("./user.ts")).setUserRole,
  "user reset-password": async () => (await import("./reset-password.ts")).resetPassword,
  "user reset-2fa": async () => (await import("./reset-second-factor.ts")).resetSecondFactor,
  "bot create": async () => (await import("./bot.ts")).makeBot,
  "bot list": async () => (await import("./bot.ts")).listBots,
  "bot token": async () => (await import("./bot.ts")).makeBotToken,
  "room list": async () => (await import("./list-rooms.ts")).listRooms,
  "room archive": async () => (await import("./room.ts")).archive,
  "room restore": async () => (await import("./room.ts")).restore,
  "room delete": async () => (await import("./delete-room.ts")).deleteRoomByName,
  "invite create": async () => (await import("./invite.ts")).makeInvite,
  "invite list": async () => (await import("./invite.ts")).listInvites,
  "invite revoke": async () => (await import("./invite.ts")).endInvite,
  registration: async () => (await import("./registration.ts")).setRegistration,
  audit: async () => (await import("./audit.ts")).printAudit,
  migrate: async () => (await import("./migrate.ts")).migrateDatabase,
  doctor: async () => (await import("./doctor/doctor.ts")).runDoctor,
  "database distribute": async () => (await import("./distribute-database.ts")).distributeDatabase,
};
