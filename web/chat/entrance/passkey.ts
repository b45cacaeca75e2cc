import { type Accounts, ApiError, type PasskeyStep } from "@roost/sdk";
import { Passkeys } from "@roost/sdk/account.ts";
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  WebAuthnAbortService,
  WebAuthnError,
} from "@simplewebauthn/browser";
import type { Text } from "../language/text.tsx";
import { describeTrouble } from "../session/trouble.ts";

/** What the server asked for is good for ten minutes; an offer that nobody has taken by then is made anew. */
const offeredForMs = 8 * 60_000;

/** Whether this browser has passkeys at this address: it asks for HTTPS, or for this very machine. */
export const hasPasskeys = (): boolean => browserSupportsWebAuthn();

/** Lets somebody use a passkey now. @param challenge Of the second step of a sign-in. */
export async function signWithPasskey(
  accounts: Accounts,
  challenge?: string,
): Promise<PasskeyStep> {
  const { options } = await new Passkeys(accounts).question(challenge);
  const passkey = await startAuthentication({ optionsJSON: options });
  return challenge === undefined ? { passkey } : { passkey, challenge };
}

/**
 * Has the browser offer passkeys in the field of the user name, where it can, until one is taken.
 *
 * @returns what ends the offer.
 */
export function offerPasskeys(
  accounts: Accounts,
  onTaken: (step: PasskeyStep) => Promise<void>,
): () => void {
  let isWanted = true;
  async function offer() {
    if (!hasPasskeys() || !(await browserSupportsWebAuthnAutofill())) return;
    while (isWanted) {
      const { options } = await new Passkeys(accounts).question();
      // Asked for meanwhile in another way, which this would break off.
      if (!isWanted) return;
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        WebAuthnAbortService.cancelCeremony();
      }, offeredForMs);
      try {
        const passkey = await startAuthentication({
          optionsJSON: options,
          useBrowserAutofill: true,
        });
        if (isWanted) await onTaken({ passkey });
        return;
      } catch (error) {
        if (!isLate) throw error;
      } finally {
        clearTimeout(timer);
      }
    }
  }
  // Nobody has asked for it: the button is there still, and says what is wrong.
  offer().catch(() => {});
  return () => {
    if (isWanted) WebAuthnAbortService.cancelCeremony();
    isWanted = false;
  };
}

/** What went wrong with a passkey, and the way out. */
export function describePasskeyTrouble(error: unknown, t: Text): string {
  if (error instanceof ApiError) {
    if (error.code === "auth.passkey_invalid") return t("passkeys.not-accepted");
    if (error.code === "auth.challenge_over") return t("passkeys.over");
    if (error.code === "passkey.taken") return t("passkeys.taken");
    return describeTrouble(error, t);
  }
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED")
    return t("passkeys.taken");
  // The browser tells pages no more than that, whether somebody changed their mind or had none.
  if (error instanceof Error && /^(?:NotAllowed|Abort)Error$/.test(error.name)) {
    return t("passkeys.not-used");
  }
  if (error instanceof WebAuthnError) return t("passkeys.not-here");
  return describeTrouble(error, t);
}
