const EPOCH = Date.parse("2026-01-01T00:00:00Z");

/** When something happened in a model, by its step. */
export const iso = (step: number) => new Date(EPOCH + step * 1_000).toISOString();
