import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";

/** What links to this server begin with, without a slash at its end. */
export function publicAddress(
  request: FastifyRequest,
  { publicUrl }: Pick<Config, "publicUrl">,
): string {
  return (publicUrl ?? `${request.protocol}://${request.host}`).replace(/\/$/, "");
}
