import { type FormEvent, useState } from "react";

interface Submission {
  busy: boolean;
  /** Why it was not done; null where nothing went wrong. */
  error: unknown;
  /** Of a form. Another press while it is under way is none. */
  onSubmit: (event: FormEvent) => void;
}

/** What a form does when it is submitted. @param work Throws what the form has to say. */
export function useSubmit(work: () => Promise<void>): Submission {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function submit() {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  }
  return {
    busy,
    error,
    onSubmit(event) {
      event.preventDefault();
      if (!busy) void submit();
    },
  };
}
