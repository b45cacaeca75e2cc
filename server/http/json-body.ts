import { limits } from "@roost/protocol/limits.ts";
import { Refusal } from "../refusal.ts";
import type { App } from "./typed-app.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Takes bodies of `application/json` and of nothing else. An empty body is no body. */
export function acceptJson(app: App): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    "application/json",
    { parseAs: "buffer", bodyLimit: limits.httpBodyBytes },
    (request, bytes, done) => {
      if (bytes.length === 0) return done(null, undefined);
      let text: string;
      try {
        text = utf8.decode(bytes);
      } catch {
        return done(new Refusal("request.malformed", "The body is not UTF-8."));
      }
      parse(request, text, done);
    },
  );
}
