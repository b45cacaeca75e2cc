import type { FastifyReply, FastifyRequest } from "fastify";
import { clientAddressHeader } from "../accounts/auth.ts";
import type { SessionCookies } from "../accounts/session-cookies.ts";
import { clientAddress } from "./client-address.ts";

/** Makes the two ways of a session's headers: from a request, and to its answer. */
export function sessionHeaders(cookies: SessionCookies) {
  return {
    /**
     * What of a request concerns accounts. With a bearer token, a cookie beside it is not looked
     * at: the token was checked for nobody's origin.
     */
    headersOf(request: FastifyRequest): Headers {
      const { authorization, origin, "user-agent": userAgent } = request.headers;
      const language = request.headers["accept-language"];
      const cookie = cookies.read(request.headers);
      const headers = new Headers({ [clientAddressHeader]: clientAddress(request) });
      if (authorization !== undefined) headers.set("authorization", authorization);
      else if (cookie !== undefined) headers.set("cookie", cookie);
      if (origin !== undefined) headers.set("origin", origin);
      if (userAgent !== undefined) headers.set("user-agent", userAgent);
      if (language !== undefined) headers.set("accept-language", language);
      return headers;
    },

    /** Hands the session's cookies on. */
    setCookies(request: FastifyRequest, reply: FastifyReply, headers: Headers): void {
      for (const cookie of headers.getSetCookie()) {
        reply.header("set-cookie", cookies.write(cookie, request.headers));
      }
    },
  };
}
