import type { ChangedMessages } from "@roost/protocol/managed-messages.ts";
import { ApiError } from "@roost/sdk";
import type { Random } from "@roost/stage/random.ts";
import type { Crowd } from "./crowd.ts";
import { outcomeOf } from "./outcome.ts";
import { rawRequester } from "./raw-requests.ts";

/** An administrator brings back what somebody deleted, in whichever public room; what stands already stays as it is. */
export function bringBack(crowd: Crowd, _: unknown, random: Random): Promise<unknown> | undefined {
  const seats = crowd.seats.filter(({ device }) => crowd.admins.includes(device.userId));
  const device = random.pick(seats)?.device;
  const { rewrites } = crowd.ledger;
  const deletion = random.pick(rewrites.filter(({ kind }) => kind === "delete").slice(-30));
  const token = crowd.tokens.get(device?.userId ?? "");
  if (!device || !deletion || token === undefined) return undefined;
  const { roomId, number } = deletion;
  const ask = rawRequester(`http://127.0.0.1:${device.link.port}`, token);
  const body = { change: "restore", messageIds: [`${roomId}.${number}`] };
  const request = ask<ChangedMessages>("POST", "/api/admin/messages/changes", body);
  return outcomeOf(request.then(versionOf)).then(({ outcome, answer }) => {
    const version = answer !== undefined && { version: answer };
    rewrites.push({ kind: "bring back", roomId, number, body: "", outcome, ...version });
  });
}

function versionOf({ results: [result] }: ChangedMessages): number {
  if (result?.version != null) return result.version;
  const { code = "message.not_found", detail = "" } = result?.problem ?? {};
  const status = code === "server.busy" ? 503 : 409;
  throw new ApiError({ status, code, detail });
}
