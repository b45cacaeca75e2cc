/**
 * Why a WebSocket was closed. The range says what a client has to do:
 *
 * - 4000–4099: stop. Another attempt fails the same way until a person or a new program acts.
 * - 4100–4199: get a new token, then connect again.
 * - 4200–4299: connect again, after a jittered back-off.
 * - any other code (1001, 1006 …): as 4200–4299.
 */
export const closeCodes = {
  unsupportedProtocol: { code: 4000 },
  sessionEnded: { code: 4001 },
  originForbidden: { code: 4002 },
  otherPerson: { code: 4003 },
  tokenRejected: { code: 4100 },
  goingAway: { code: 4200 },
  slowConsumer: { code: 4201 },
  heartbeatTimeout: { code: 4202 },
  helloTimeout: { code: 4203 },
  malformedFrame: { code: 4204 },
  rateLimited: { code: 4205 },
  serverFault: { code: 4206 },
  busy: { code: 4207 },
  tooManyConnections: { code: 4208 },
} as const satisfies Record<string, { code: number }>;

/** What a client does after a close. */
export type AfterClose = "stop" | "renew-token" | "reconnect";

/** Reads the range of a close code, also of one that this program does not know yet. */
export function afterClose(code: number): AfterClose {
  if (code >= 4000 && code <= 4099) return "stop";
  if (code >= 4100 && code <= 4199) return "renew-token";
  return "reconnect";
}
