import { useEffect } from "react";
import type { Session } from "../session/session.ts";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { ProviderSignIn } from "./provider-sign-in.tsx";
import { useWays } from "./use-ways.ts";

export interface OtherWaysProps {
  session: Session;
  signInHref: string;
  /** Is told that this server takes no passwords. */
  onNoPasswords: () => void;
}

/** The ways to sign in besides a password. */
export function OtherWays({ session, signInHref, onNoPasswords }: OtherWaysProps) {
  const ways = useWays(session);
  useEffect(() => {
    if (ways?.passwords === false) onNoPasswords();
  }, [ways, onNoPasswords]);
  const provider = ways?.provider ?? null;
  return (
    <div className="mt-3 flex flex-col gap-3">
      {provider !== null && (
        <ProviderSignIn session={session} provider={provider} signInHref={signInHref} />
      )}
      <PasskeySignIn session={session} />
    </div>
  );
}
