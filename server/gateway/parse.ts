import type { Operation } from "@roost/protocol/rights.ts";
import {
  frameOperations,
  Hello,
  Idle,
  Ping,
  Post,
  Read,
  Received,
  Sync,
  Typing,
  type UpFrame,
  Watch,
} from "@roost/protocol/up.ts";
import { Compile } from "typebox/compile";
import { Refusal } from "../refusal.ts";

const validators = {
  hello: Compile(Hello),
  post: Compile(Post),
  read: Compile(Read),
  received: Compile(Received),
  sync: Compile(Sync),
  watch: Compile(Watch),
  typing: Compile(Typing),
  idle: Compile(Idle),
  ping: Compile(Ping),
} satisfies Record<UpFrame["type"], { Check(value: unknown): boolean }>;

/** A frame that was refused, with the `ref` and client id that its sender knows it by. */
export class FrameRefusal extends Refusal {
  readonly ref: number | undefined;
  readonly clientMessageId: string | undefined;

  constructor(refusal: Refusal, frame: Record<string, unknown>) {
    super(refusal.code, refusal.detail, refusal.retryAfterMs);
    this.ref = Number.isSafeInteger(frame.ref) ? (frame.ref as number) : undefined;
    this.clientMessageId =
      typeof frame.clientMessageId === "string" ? frame.clientMessageId.slice(0, 36) : undefined;
  }
}

/** Reads a frame from a client. Throws `frame.malformed`, `frame.unknown_type`, `frame.invalid`. */
export function parseFrame(text: string): UpFrame {
  const frame = parseObject(text);
  const type = frame.type;
  if (typeof type !== "string" || !isKnown(type)) {
    const known = Object.keys(validators).join(", ");
    const refusal = new Refusal("frame.unknown_type", `The \`type\` has to be one of: ${known}.`);
    throw new FrameRefusal(refusal, frame);
  }
  const validator = validators[type];
  if (!validator.Check(frame)) {
    const [error] = validator.Errors(frame);
    const where = error?.instancePath.slice(1).replaceAll("/", ".") || "frame";
    const detail = `In \`${type}\`, \`${where}\` ${error?.message ?? "is wrong"}.`;
    throw new FrameRefusal(new Refusal("frame.invalid", detail), frame);
  }
  return frame as UpFrame;
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal("frame.malformed", "A frame is one JSON object, sent as text.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Refusal("frame.malformed", "A frame is one JSON object, sent as text.");
  }
  return value as Record<string, unknown>;
}

function isKnown(type: string): type is UpFrame["type"] {
  return Object.hasOwn(validators, type);
}

/** What a frame asks for. */
export function operationOf({ type }: UpFrame): Operation {
  return frameOperations[type];
}
