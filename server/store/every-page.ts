/** A page of a list, and where the next one begins; null behind the last one. */
interface Page<Row> {
  rows: Row[];
  nextCursor: string | null;
}

/** @param limit Rows of the page. */
type ReadPage<Row> = (cursor: { cursor?: string }, limit: number) => Promise<Page<Row>>;

const pageRows = 1_000;

/**
 * All rows of a list, a page at a time. The first page is read before this resolves: what cannot be read is refused
 * before anything of the answer is written.
 *
 * @param read A page, behind a cursor; without one, the first.
 */
export async function everyPage<Row>(read: ReadPage<Row>): Promise<AsyncIterable<Row[]>> {
  return from(await read({}, pageRows), read);
}

async function* from<Row>(first: Page<Row>, read: ReadPage<Row>): AsyncGenerator<Row[]> {
  yield first.rows;
  for (let { nextCursor } = first; nextCursor !== null; ) {
    const page = await read({ cursor: nextCursor }, pageRows);
    yield page.rows;
    nextCursor = page.nextCursor;
  }
}
