import type { Permission } from "@roost/protocol/permissions.ts";

/** The permissions as the editor of a role shows them. The one of the owner alone is in none. */
export const groups = {
  everyday: ["openDirects", "createRooms", "usePublicRooms", "inviteToRooms", "listPeople"],
  people: [
    "suspendPeople",
    "banAddresses",
    "managePeople",
    "admitPeople",
    "manageBots",
    "haveOfficialName",
  ],
  rooms: ["handleReports", "manageMessages", "manageRooms", "ownCommonRooms", "manageEmoji"],
  server: ["seeOverview", "readAudit", "manageJobs", "manageServer"],
  private: ["readPrivateMessages"],
} as const satisfies Record<string, readonly Permission[]>;
