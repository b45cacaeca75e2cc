/**
 * Why a WebSocket was closed. The range says what a client has to do:
 *
 * - 4000–4099: stop. Another attempt fails the same way until a person or a new program acts.
 * - 4100–4199: get a new token, then connect again.
 * - 4200–4299: connect again, after a jittered back-off.
 * - any other code (1001, 1006 …): as 4200–4299.
 */
export const closeCodes = {
  unsupportedProtocol: {
    code: 4000,
    meaning: "The server speaks another protocol version; load the client anew.",
  },
  sessionEnded: { code: 4001, meaning: "The session was signed out or revoked." },
  originForbidden: {
    code: 4002,
    meaning: "A cookie was used from a page of another origin.",
  },
  tokenRejected: {
    code: 4100,
    meaning: "The token is expired, malformed or not signed by this server, or there was none.",
  },
  goingAway: {
    code: 4200,
    meaning:
      "The server restarts. The reason is `retry within N ms`: come back at a random moment of that window.",
  },
  slowConsumer: { code: 4201, meaning: "More bytes waited for this client than the server keeps." },
  heartbeatTimeout: { code: 4202, meaning: "Nothing was heard for too long." },
  helloTimeout: { code: 4203, meaning: "The first frame did not come in time." },
  malformedFrame: {
    code: 4204,
    meaning: "A frame was not JSON text, or the first one was not a valid hello.",
  },
  rateLimited: { code: 4205, meaning: "Frames kept coming far above the stated rate." },
  serverFault: { code: 4206, meaning: "The server could not go on with this connection." },
  busy: {
    code: 4207,
    meaning:
      "The server cannot begin this connection now: too many wait, or the database is away. The reason is `retry within N ms`.",
  },
} as const satisfies Record<string, { code: number; meaning: string }>;

/** What a client does after a close. */
export type AfterClose = "stop" | "renew-token" | "reconnect";

/** Reads the range of a close code, also of one that this program does not know yet. */
export function afterClose(code: number): AfterClose {
  if (code >= 4000 && code <= 4099) return "stop";
  if (code >= 4100 && code <= 4199) return "renew-token";
  return "reconnect";
}
