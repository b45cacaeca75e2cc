import { Fragment, type ReactNode } from "react";

/** The same thing several times, as skeletons need it. */
export function Repeated(props: { times: number; children: (index: number) => ReactNode }) {
  return Array.from({ length: props.times }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
    <Fragment key={index}>{props.children(index)}</Fragment>
  ));
}
