import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

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
  const sockets = new Set<Socket>();
  let isCut = false;
  let isMuted = false;

  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      // Which of the two broke does not matter: both end.
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    if (isCut) client.destroy();
    client.pipe(server);
    server.on("data", (bytes) => {
      if (!isMuted) client.write(bytes);
    });
    server.on("end", () => client.end());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");

  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      breakAll();
    },
    muteServer() {
      isMuted = true;
    },
    mend() {
      isCut = false;
      isMuted = false;
    },
    async close() {
      const closed = once(proxy, "close");
      proxy.close();
      breakAll();
      await closed;
    },
  };
}
