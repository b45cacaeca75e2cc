import type { Stage } from "@roost/stage/stage.ts";

/** Of each way to see a list: so many times its first page, and a walk over so many behind it. */
const rounds = 10;
const walked = 10;

/** How long pages of a list of the administration take, in milliseconds. */
export async function askList(
  { url }: Pick<Stage, "url">,
  token: string,
  list: string,
  what: URLSearchParams,
): Promise<number[]> {
  const times: number[] = [];
  const page = async (cursor: string | null): Promise<string | null> => {
    const more = cursor === null ? "" : `&cursor=${cursor}`;
    const begun = performance.now();
    const response = await fetch(`${url}/api/admin/${list}?${what}${more}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { nextCursor } = (await response.json()) as { nextCursor: string | null };
    times.push(performance.now() - begun);
    if (!response.ok) throw new Error(`The list ${what} was answered with ${response.status}.`);
    return nextCursor;
  };
  for (let round = 0; round < rounds; round++) await page(null);
  let cursor = await page(null);
  for (let count = 0; cursor !== null && count < walked; count++) cursor = await page(cursor);
  return times;
}
