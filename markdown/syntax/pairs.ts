import { resolveAll } from "micromark-util-resolve-all";
import type { Event, Resolver, Token, TokenType } from "micromark-util-types";

export interface PairTokens {
  /** A mark that may open or close; what has no other is text. */
  mark: TokenType;
  /** A mark that is one of two. */
  sequence: TokenType;
  /** Both with all between them. */
  span: TokenType;
  text: TokenType;
}

/** Makes pairs of marks: what closes goes with the last one before it that opens. */
export function resolvePairs(tokens: PairTokens): Resolver {
  const isMark = (event: Event | undefined, kind: Event[0]) =>
    event?.[0] === kind && event[1].type === tokens.mark;
  return (events, context) => {
    for (let close = 0; close < events.length; close += 1) {
      if (!isMark(events[close], "enter") || !events[close]?.[1]._close) continue;
      let open = close - 1;
      while (open >= 0 && !(isMark(events[open], "exit") && events[open]?.[1]._open)) open -= 1;
      const opening = events[open]?.[1];
      const closing = events[close]?.[1];
      if (!opening || !closing) continue;
      opening.type = tokens.sequence;
      closing.type = tokens.sequence;
      const span: Token = { type: tokens.span, start: opening.start, end: closing.end };
      const text: Token = { type: tokens.text, start: opening.end, end: closing.start };
      const inside = resolveAll(
        context.parser.constructs.insideSpan.null ?? [],
        events.slice(open + 1, close),
        context,
      );
      const whole: Event[] = [
        ["enter", span, context],
        ["enter", opening, context],
        ["exit", opening, context],
        ["enter", text, context],
        ...inside,
        ["exit", text, context],
        ["enter", closing, context],
        ["exit", closing, context],
        ["exit", span, context],
      ];
      events.splice(open - 1, close - open + 3, ...whole);
      close = open + whole.length - 2;
    }
    for (const [, token] of events) if (token.type === tokens.mark) token.type = "data";
    return events;
  };
}
