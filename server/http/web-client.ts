import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../refusal.ts";
import { sendProblem } from "./problem.ts";
import type { App } from "./typed-app.ts";

/** Files in a folder `assets` carry a hash of their content in their names. */
const forEver = "public, max-age=31536000, immutable";
const askEachTime = "no-cache";

/**
 * Serves the built web client, and under `/admin` the administration. Every address that is not ours is a page of one of
 * them, which reads the address itself.
 *
 * @param root The folder of the built client; undefined serves the API alone.
 */
export async function serveWebClient(app: App, root: string | undefined): Promise<void> {
  if (root !== undefined) {
    await app.register(fastifyStatic, {
      root: path.resolve(root),
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, file) => {
        reply.header("cache-control", file.includes("/assets/") ? forEver : askEachTime);
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (root !== undefined && wantsPage(request)) return reply.sendFile(pageAt(request.url));
    return sendNotFound(request, reply);
  });
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  if (/^\/(?:api|ws|(?:admin\/)?assets)(?:[/?]|$)/.test(url)) return false;
  return headers.accept?.includes("text/html") ?? false;
}

/** The administration has a page of its own. */
function pageAt(url: string): string {
  return /^\/admin(?:[/?]|$)/.test(url) ? "admin/index.html" : "index.html";
}

function sendNotFound({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const address = url.split("?", 1)[0];
  return sendProblem(
    // During a rolling upgrade the next node may have what this one has not.
    reply.header("cache-control", "no-store"),
    new Refusal("route.not_found", `There is no ${method} ${address}; /api/docs lists what is.`),
  );
}
