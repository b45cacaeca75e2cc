import { ApiError, NetworkError, SessionEnded } from "@roost/sdk";

/** A sentence for the person in front of the screen: what went wrong and the way out. */
export function describeTrouble(error: unknown): string {
  if (error instanceof ApiError) {
    const wait = error.retryAfterMs;
    if (error.code === "request.rate_limited" && wait !== undefined) {
      return `That was too often. Try again in ${inWords(wait)}.`;
    }
    return error.detail;
  }
  if (error instanceof NetworkError) {
    return "The server cannot be reached. Check your connection and try again.";
  }
  if (error instanceof SessionEnded) return "You were signed out. Sign in again.";
  return "Something went wrong in this page. Reload it and try again.";
}

function inWords(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
