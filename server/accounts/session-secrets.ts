import { createHmac, hash } from "node:crypto";
import { createAuthMiddleware } from "better-auth/api";
import { setRequestCookie } from "better-auth/cookies";

/** What stands in the store for a secret of 190 random bits, which nobody finds by trying. */
export const hashOfSecret = (secret: string) => hash("sha256", secret, "hex");

/**
 * Has the store know a hash alone of the secret of each session: what is read there signs nobody in.
 *
 * Better Auth looks for sessions by what stands in the store. So of each request its cookie, or the secret
 * that a client without cookies sends as a bearer token, is exchanged for a cookie with the hash,
 * before Better Auth sees it.
 */
export function hashSecrets() {
  return {
    id: "roost-session-secrets",
    hooks: {
      before: [
        {
          matcher: ({ headers }: { headers?: Headers | undefined }) =>
            headers?.has("authorization") === true || headers?.has("cookie") === true,
          handler: createAuthMiddleware(async (ctx) => {
            const { secret: key, authCookies } = ctx.context;
            const { name } = authCookies.sessionToken;
            const headers = new Headers(ctx.headers);
            const secret = bearerOf(headers) ?? (await ctx.getSignedCookie(name, key));
            headers.delete("cookie");
            if (secret) setRequestCookie(headers, name, signed(hashOfSecret(secret), key));
            return { context: { headers } };
          }),
        },
      ],
    },
  };
}

function bearerOf(headers: Headers): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(headers.get("authorization") ?? "")?.[1];
}

/** The value of a cookie as Better Auth signs it. */
function signed(value: string, key: string): string {
  return `${value}.${createHmac("sha256", key).update(value).digest("base64")}`;
}
