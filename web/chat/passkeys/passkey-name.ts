import { passkeyLimits } from "@roost/protocol/passkey-limits.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import type { Text } from "../language/text.tsx";

/** What is wrong with the name of a passkey; null where nothing is. */
export function problemOfName(name: string, t: Text): string | null {
  const problem = checkLine(normalizeLine(name), passkeyLimits.passkeyNameCharacters);
  if (problem === null) return null;
  if (problem.code === "text.empty") return t("passkeys.name.empty");
  if (problem.code === "text.too_long") {
    return t("passkeys.name.long", { limit: passkeyLimits.passkeyNameCharacters });
  }
  return t("passkeys.name.characters");
}
