import { symmetricDecrypt } from "better-auth/crypto";
import { type CryptoKey, importJWK, type JWK, SignJWT } from "jose";
import { sql } from "kysely";
import { tokenParty } from "../accounts/auth.ts";
import type { TokenHolder } from "../accounts/identity.ts";
import type { ServerSecrets } from "../accounts/server-secrets.ts";
import type { Db } from "../store/database.ts";

/** Makes the token that the server would make for a session. */
export type TokenSigner = (holder: TokenHolder) => Promise<string>;

/**
 * Signs tokens with the server's newest key, which is read and decrypted once: where many thousand
 * people are needed, asking Better Auth for each of their tokens takes most of the time.
 */
export async function openTokenSigner(
  db: Db,
  secrets: ServerSecrets,
  lifetimeSeconds: number,
): Promise<TokenSigner> {
  const { rows } = await sql<{ id: string; private_key: string; alg: string | null }>`
    SELECT id, private_key, alg FROM signing_keys ORDER BY created_at DESC LIMIT 1`.execute(db);
  const newest = rows[0];
  if (!newest) throw new Error("The server has no signing key yet. Start it once before.");
  const data = JSON.parse(newest.private_key);
  const jwk = JSON.parse(await symmetricDecrypt({ key: secrets.secret, data })) as JWK;
  const alg = newest.alg ?? "EdDSA";
  const key = (await importJWK(jwk, alg)) as CryptoKey;
  const party = tokenParty(secrets.serverId);
  return ({ userId, sessionId, username, displayName, role, customRoleId }) =>
    new SignJWT({
      ...{ sid: sessionId, username, name: displayName, role },
      ...(customRoleId !== null && { customRole: customRoleId }),
    })
      .setProtectedHeader({ alg, kid: newest.id })
      .setSubject(userId)
      .setIssuedAt()
      .setIssuer(party)
      .setAudience(party)
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(key);
}
