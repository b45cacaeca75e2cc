import { StartError } from "../start-error.ts";

/** A command was not understood: nothing was begun. The message says how it is written. */
export class UsageError extends StartError {}
