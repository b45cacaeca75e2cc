import http from "node:http";
import type { Answer } from "./check.ts";
import type { Attempt } from "./request.ts";

const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
const answerWithinMs = 30_000;

/** Sends a request just as it is, which `fetch` would tidy. Rejects where no answer comes. */
export function send(url: string, { method, path, headers, body }: Attempt): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const options = { agent, hostname, port, method, path, timeout: answerWithinMs };
    const length = body ? { "content-length": `${body.length}` } : {};
    const request = http.request({ ...options, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status = 0, headers: answered } = response;
        const contentType = answered["content-type"] ?? "";
        resolve({ status, contentType, body: Buffer.concat(chunks).toString() });
      });
    });
    request.on("timeout", () =>
      request.destroy(new Error(`no answer within ${answerWithinMs} ms`)),
    );
    request.on("error", reject);
    request.end(body);
  });
}

export function closeAgent(): void {
  agent.destroy();
}
