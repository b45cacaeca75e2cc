/**
 * The version of the wire. It moves with every change that an older client or server would
 * misread; `version.test.ts` fails when the schemas change and this number or its changelog
 * line in docs/protocol.md does not.
 */
export const PROTOCOL_VERSION = 2;
