/** Something the person at the keyboard can mend; the message says how. */
export class Problem extends Error {}

/** Runs a script's work. A problem is shown as what it is; anything else is a fault of ours. */
export async function withProblemsShown(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
