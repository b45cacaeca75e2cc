import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect } from "node:net";

export interface ProxyHabits {
  /** What it tells the server of its visitor, from what the visitor sent. */
  headers(sent: IncomingHttpHeaders): IncomingHttpHeaders;
  /** Whether it passes WebSockets on. */
  upgrades: boolean;
}

/** A proxy on a free port of the loopback interface. */
export interface ReverseProxy {
  url: string;
  close(): Promise<void>;
}

/** Starts a proxy in front of a server. `target`: the server's address, without a path. */
export async function startProxy(
  target: string,
  { headers, upgrades }: ProxyHabits,
): Promise<ReverseProxy> {
  const told = (asked: IncomingMessage) => ({ ...asked.headers, ...headers(asked.headers) });
  const server = createServer((asked, answer) => {
    const onward = request(`${target}${asked.url}`, { method: asked.method, headers: told(asked) });
    onward.on("response", (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on("error", () => answer.writeHead(502).end());
    asked.pipe(onward);
  });
  server.on("upgrade", (asked: IncomingMessage, visitor) => {
    if (!upgrades) return void visitor.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    const lines = Object.entries(told(asked)).map(([name, value]) => `${name}: ${value}\r\n`);
    const onward = connect(Number(new URL(target).port), new URL(target).hostname);
    onward.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join("")}\r\n`);
    onward.pipe(visitor).pipe(onward);
    for (const end of [onward, visitor]) end.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
