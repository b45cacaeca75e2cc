import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import { useCallback } from "react";
import { useFetched } from "../list/use-fetched.ts";
import { useAdministrator } from "../session/administrator.ts";

/** The custom roles of this server; none before they are known. */
export function useCustomRoles(): readonly CustomRole[] {
  const { administration } = useAdministrator();
  const ask = useCallback(() => administration.customRoles(), [administration]);
  return useFetched(ask).value ?? none;
}

const none: readonly CustomRole[] = [];
