import type { FastifyRequest } from "fastify";
import type { AddressBans } from "../address-bans/current.ts";
import { clientAddress } from "./client-address.ts";

/** Makes the hook that lets nobody in from a network that is banned. */
export function refuseBanned(bans: AddressBans) {
  return async (request: FastifyRequest): Promise<void> => bans.refuse(clientAddress(request));
}
