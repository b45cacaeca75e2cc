import type { ServerRole } from "@roost/protocol/permissions.ts";
import { denialOf, type Operation } from "@roost/protocol/rights.ts";
import type { Me } from "@roost/protocol/user.ts";
import type { Accounts } from "@roost/sdk";
import { Administration, Admission, Moderation } from "@roost/sdk/account.ts";
import { createContext, useContext } from "react";

/** Who looks after the server on this page, and what they do that with. */
export interface Administrator {
  me: Me;
  accounts: Accounts;
  administration: Administration;
  admission: Admission;
  moderation: Moderation;
}

export function administratorOf(me: Me, accounts: Accounts): Administrator {
  const own = accounts.of(me.id);
  return {
    me,
    accounts: own,
    administration: new Administration(own),
    admission: new Admission(own),
    moderation: new Moderation(own),
  };
}

export const AdministratorContext = createContext<Administrator | null>(null);

export function useAdministrator(): Administrator {
  const administrator = useContext(AdministratorContext);
  if (administrator === null) throw new Error("This part is shown to administrators only.");
  return administrator;
}

/** Whether I may do something, to offer it; with a person, by their role. The server decides. */
export function useMay() {
  const { me } = useAdministrator();
  return (operation: Operation, person?: { role: ServerRole }) =>
    denialOf(operation, person === undefined ? { me } : { me, person }) === null;
}
