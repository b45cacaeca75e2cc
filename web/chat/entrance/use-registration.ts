import type { Registration } from "@roost/protocol/registration.ts";
import { useEffect, useState } from "react";
import type { Session } from "../session/session.ts";

/** Where the server does not say it, people may try; it refuses them itself. */
const unknown: Registration = { serverName: "", mode: "open", domains: [] };

/** Who may sign up here; null until that is known. */
export function useRegistration({ accounts }: Pick<Session, "accounts">): Registration | null {
  const [registration, setRegistration] = useState<Registration | null>(null);
  useEffect(() => {
    let isOver = false;
    accounts
      .call<Registration>("GET", "/api/registration")
      .catch(() => unknown)
      .then((found) => {
        if (!isOver) setRegistration(found);
      });
    return () => {
      isOver = true;
    };
  }, [accounts]);
  return registration;
}

/** Whether somebody can sign up who was given no link. */
export const takesSignUps = ({ mode }: Registration) => mode !== "closed" && mode !== "invite";
