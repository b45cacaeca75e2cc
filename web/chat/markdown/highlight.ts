import type { RootContent } from "hast";
import { common, createLowlight } from "lowlight";
import { createElement, Fragment, type ReactNode } from "react";

const lowlight = createLowlight(common);

/** Code with its parts marked, as React elements; null where the language is not one of the common ones. */
export function highlight(code: string, language: string): ReactNode {
  const name = language.toLowerCase();
  if (!lowlight.registered(name)) return null;
  return lowlight.highlight(name, code, { prefix: "code-" }).children.map(toElement);
}

function toElement(node: RootContent, index: number): ReactNode {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return null;
  const { className } = node.properties;
  const classes = Array.isArray(className) ? className.join(" ") : undefined;
  const children = node.children.map(toElement);
  return createElement(
    Fragment,
    { key: index },
    createElement("span", { className: classes }, ...children),
  );
}
