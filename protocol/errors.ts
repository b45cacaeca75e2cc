/**
 * Every error that a client can be told, over HTTP (as an RFC 9457 problem document) and over
 * the gateway (as an `error` frame). The code is stable; `title` may be reworded.
 */
export const errors = {
  "request.malformed": { status: 400, title: "The request could not be parsed" },
  "request.invalid": { status: 422, title: "The request does not have the required shape" },
  "request.too_large": { status: 413, title: "The request is too large" },
  "request.unsupported_media_type": { status: 415, title: "The body must be application/json" },
  "request.rate_limited": { status: 429, title: "Too many requests" },
  "route.not_found": { status: 404, title: "There is nothing at this address" },
  "auth.required": { status: 401, title: "Sign in first" },
  "auth.token_invalid": { status: 401, title: "The token was not issued by this server" },
  "auth.token_expired": { status: 401, title: "The token has expired" },
  "auth.origin_forbidden": { status: 403, title: "The request came from another site" },
  "auth.invalid_credentials": { status: 401, title: "The name or the password is wrong" },
  "auth.username_taken": { status: 409, title: "This user name is taken" },
  "auth.email_taken": { status: 409, title: "This e-mail address already has an account" },
  "auth.rejected": { status: 400, title: "The account request was refused" },
  "user.not_found": { status: 404, title: "There is no such person" },
  "room.not_found": { status: 404, title: "There is no such room, or you are not in it" },
  "room.already_member": { status: 409, title: "Already a member of this room" },
  "room.forbidden": { status: 403, title: "Your role in this room does not allow that" },
  "message.not_found": {
    status: 404,
    title: "There is no such message, or it is not in a room of yours",
  },
  "message.forbidden": { status: 403, title: "This message is not yours" },
  "text.empty": { status: 422, title: "The text is empty" },
  "text.too_long": { status: 422, title: "The text is too long" },
  "text.invalid_characters": {
    status: 422,
    title: "The text has characters that cannot be stored",
  },
  "frame.malformed": { status: 400, title: "The frame is not JSON" },
  "frame.unknown_type": { status: 400, title: "There is no frame of this type" },
  "frame.invalid": { status: 422, title: "The frame does not have the required shape" },
  "server.busy": { status: 503, title: "The server is busy; try again" },
  "server.internal": { status: 500, title: "The server failed" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errors;
