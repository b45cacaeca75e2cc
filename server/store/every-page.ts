/** A page of a list, and where the next one begins; null behind the last one. */
interface Page<Row> {
  rows: Row[];
  nextCursor: string | null;
}

/** All rows of a list, a page at a time. @param read A page, behind a cursor; without one, the first. */
export async function* everyPage<Row>(
  read: (cursor: { cursor?: string }) => Promise<Page<Row>>,
): AsyncGenerator<Row[]> {
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await read(cursor === null ? {} : { cursor });
    yield page.rows;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
