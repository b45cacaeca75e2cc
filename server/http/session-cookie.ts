import type { FastifyReply, FastifyRequest } from "fastify";
import { clientAddressHeader } from "../accounts/auth.ts";

/**
 * What of a request concerns accounts. With a bearer token, a cookie beside it is not looked at:
 * the token was checked for nobody's origin.
 */
export function headersOf(request: FastifyRequest): Headers {
  const { authorization, cookie, "user-agent": userAgent } = request.headers;
  const headers = new Headers({ [clientAddressHeader]: request.ip });
  if (authorization !== undefined) headers.set("authorization", authorization);
  else if (cookie !== undefined) headers.set("cookie", cookie);
  if (userAgent !== undefined) headers.set("user-agent", userAgent);
  return headers;
}

/** Hands the session's cookies on. Behind HTTPS a browser must never send them without. */
export function setCookies(request: FastifyRequest, reply: FastifyReply, headers: Headers): void {
  const secure = request.protocol === "https" ? "; Secure" : "";
  for (const cookie of headers.getSetCookie()) reply.header("set-cookie", cookie + secure);
}
