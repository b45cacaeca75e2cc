import type { Socket } from "node:net";
import { errors } from "@roost/protocol/errors.ts";
import type { Problem } from "@roost/protocol/problem.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../refusal.ts";
import { refusalFor } from "../store/failure.ts";

/** Fastify's own errors about a request, in our codes. */
const codesOfFastify = {
  FST_ERR_BAD_URL: "request.malformed",
  FST_ERR_CTP_BODY_TOO_LARGE: "request.too_large",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "request.malformed",
  FST_ERR_CTP_INVALID_JSON_BODY: "request.malformed",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "request.unsupported_media_type",
  FST_ERR_MAX_PARAM_LENGTH: "route.not_found",
} as const;

/** Answers with what a request was refused for. */
export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = toProblem(refusal);
  const { status, retryAfterMs } = problem;
  if (status === 401) reply.header("www-authenticate", 'Bearer realm="roost"');
  if (retryAfterMs !== undefined) reply.header("retry-after", Math.ceil(retryAfterMs / 1000));
  return reply.code(status).type("application/problem+json").send(JSON.stringify(problem));
}

/** Answers what could not be read as an HTTP request at all, and hangs up. */
export function answerUnreadable(_error: Error, socket: Socket): void {
  const refusal = new Refusal("request.malformed", "This is not an HTTP request that can be read.");
  const body = JSON.stringify(toProblem(refusal));
  if (!socket.writable) return;
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function toProblem({ code, detail, retryAfterMs, challenge }: Refusal): Problem {
  const { status, title } = errors[code];
  return {
    type: `urn:roost:error:${code}`,
    title,
    status,
    code,
    detail,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(challenge !== undefined && { challenge }),
  };
}

/** The one place where an error becomes an answer. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  return sendProblem(reply, refusalOf(error, request));
}

function refusalOf(error: unknown, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  const { code, statusCode = 500, message } = error as Error & Record<string, string | undefined>;
  if (code !== undefined && Object.hasOwn(codesOfFastify, code)) {
    return new Refusal(codesOfFastify[code as keyof typeof codesOfFastify], message);
  }
  if (Number(statusCode) < 500) return new Refusal("request.malformed", message);
  const refusal = refusalFor(error);
  if (refusal.code === "server.busy") {
    request.log.warn({ reason: message }, "a request found the database out of reach or busy");
    return refusal;
  }
  request.log.error({ err: error }, "a request failed");
  if (refusal.code !== "server.internal") return refusal;
  return new Refusal(
    "server.internal",
    `Something went wrong here. The server's log says more about request ${request.id}.`,
  );
}
