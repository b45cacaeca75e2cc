import type { PasskeyQuestion, Passkeys } from "@roost/protocol/passkeys.ts";
import { expect } from "vitest";
import { PasskeyDevice } from "./passkey-device.ts";
import { currentPassword, post, server, session } from "./second-factor.ts";

/** Where requests about passkeys come from: `setUpServer` is to be given it. */
export const url = "http://localhost:3000";

/** The passkeys of who has this session. */
export const list = async (bearer = session): Promise<Passkeys> => {
  const headers = { authorization: `Bearer ${bearer}` };
  return (await server.fetch("/api/auth/passkeys", { headers })).json();
};

export const begin = (body: object = {}, bearer = session) => post("/passkeys/begin", body, bearer);

/** Adds a passkey of a device to the account of Ann. */
export async function add(device = new PasskeyDevice(), name = "Phone") {
  const passkey = device.make(await (await begin({ currentPassword })).json());
  const answer = await post("/passkeys/confirm", { name, passkey });
  expect(answer.status).toBe(200);
  const { recoveryCodes } = (await answer.json()) as { recoveryCodes: string[] | null };
  return { device, recoveryCodes };
}

/** What a passkey is asked to sign, alone or behind a password. */
export async function question(given?: string): Promise<PasskeyQuestion> {
  const body = given === undefined ? {} : { challenge: given };
  return (await post("/sign-in/passkey/question", body, null)).json();
}

export const use = (passkey: object, given?: string) =>
  post("/sign-in/passkey", { passkey, ...(given && { challenge: given }) }, null);
