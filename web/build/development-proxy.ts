/** The server that the development server passes `/api` and `/ws` on to. */
const server = process.env.ROOST_URL ?? "http://localhost:3000";

export const developmentProxy = {
  // The server only takes writes from its own origin.
  "/api": { target: server, changeOrigin: true, headers: { origin: server } },
  "/ws": { target: server, changeOrigin: true, ws: true, headers: { origin: server } },
};
