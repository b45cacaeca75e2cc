import Type from "typebox";
import type { App } from "./typed-app.ts";

/** Takes bodies of these types as they are, and no others, in these routes. */
export function takeBytes(routes: App, mediaTypes: readonly string[], bodyLimit: number): void {
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser<Buffer>(
    [...mediaTypes],
    { parseAs: "buffer", bodyLimit },
    (_request, bytes, done) => done(null, bytes),
  );
}

/** The same, as they are described. */
export function bodyOf(mediaTypes: readonly string[]) {
  return Object.fromEntries(mediaTypes.map((type) => [type, { schema: Type.Unknown() }]));
}
