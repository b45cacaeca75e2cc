import { ApiError } from "@roost/sdk";
import type { Text } from "../language/text.tsx";
import { describeTrouble } from "./trouble.ts";

/** As `describeTrouble`, of an invitation: what only that meets is no part of the first load. */
export function describeInviteTrouble(error: unknown, t: Text): string {
  const isRefused = error instanceof ApiError && error.code === "invite.refused";
  return isRefused ? t("invite.not-taken") : describeTrouble(error, t);
}
