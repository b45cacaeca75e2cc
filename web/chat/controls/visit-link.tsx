import { type ComponentProps, useState } from "react";
import { Link } from "wouter";

const newVisit = () => Math.random();

/** A link of which each press is a visit of its own, also where its address is open already. */
export function VisitLink(props: Omit<ComponentProps<"a">, "href"> & { href: string }) {
  const [visit, setVisit] = useState(newVisit);
  return <Link {...props} state={{ visit }} onClick={() => setVisit(newVisit())} />;
}
