import type { BrowserContext, Page, WebSocketRoute } from "playwright-core";

/** The WebSockets between a browser, or one page, and the server, which can be cut. */
export async function networkOf(client: BrowserContext | Page) {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await client.routeWebSocket(/\/ws$/, (socket) => {
    if (isCut) return void socket.close();
    socket.connectToServer();
    open.add(socket);
  });
  return {
    async cut() {
      isCut = true;
      await Promise.all([...open].map((socket) => socket.close()));
      open.clear();
    },
    restore() {
      isCut = false;
    },
  };
}
