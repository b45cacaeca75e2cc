import { openLink } from "./link.ts";

/** A way to a server that can be cut: open connections break, and new ones fail. */
export interface CuttableNetwork {
  /** The address through it. */
  url: string;
  cut(): void;
  /** From now on nothing that the server sends arrives. */
  muteServer(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openCuttableNetwork(serverUrl: string): Promise<CuttableNetwork> {
  const { hostname, port } = new URL(serverUrl);
  const link = await openLink({ target: () => ({ host: hostname, port: Number(port) }) });
  return {
    url: `http://127.0.0.1:${link.port}`,
    cut: () => link.cut(),
    muteServer: () => link.lose("down"),
    mend: () => link.mend(),
    close: () => link.close(),
  };
}
