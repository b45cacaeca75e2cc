import type { ServerSettings } from "@roost/protocol/server-settings.ts";
import { fallbacks } from "./table.ts";

/** What mails call this server: by the name that it was given, or else by its address. */
export function nameInMails({ serverName }: Pick<ServerSettings, "serverName">, host: string) {
  return serverName === fallbacks.serverName ? host : serverName;
}
