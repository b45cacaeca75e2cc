import type { closeCodes } from "./close-codes.ts";

/** What each close code says, for people: in the close frame, and in the documents. No client goes by it. */
export const closeMeanings: Readonly<Record<keyof typeof closeCodes, string>> = {
  unsupportedProtocol: "The server speaks another protocol version; load the client anew.",
  sessionEnded: "The session was signed out or revoked.",
  originForbidden: "A cookie was used from a page of another origin.",
  otherPerson:
    "The token or cookie is of another person than the hello names: somebody else signed in.",
  tokenRejected: "The token is expired, malformed or not signed by this server, or there was none.",
  goingAway:
    "The server restarts. The reason is `retry within N ms`: come back at a random moment of that window.",
  slowConsumer: "More bytes waited for this client than the server keeps.",
  heartbeatTimeout: "Nothing was heard for too long.",
  helloTimeout: "The first frame did not come in time.",
  malformedFrame: "A frame was not JSON text, or the first one was not a valid hello.",
  rateLimited: "Frames kept coming far above the stated rate.",
  serverFault: "The server could not go on with this connection.",
  busy: "The server cannot begin this connection now: too many wait, or the database is away. The reason is `retry within N ms`.",
  tooManyConnections:
    "This person has as many connections as one may have. Close some; the reason is `retry within N ms`.",
};
