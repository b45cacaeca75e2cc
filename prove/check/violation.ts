/** A promise that was not kept. */
export interface Violation {
  rule: string;
  detail: string;
}

/** Collects what one rule finds. */
export type Report = (rule: string, detail: string) => void;
