import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Plugin } from "vite";

const library = path.join(
  path.dirname(createRequire(import.meta.url).resolve("lucide-react/package.json")),
  "dist/esm",
);
const imported = /import \{([^}]*)\} from "lucide-react";/g;

/**
 * Has each module import its icons from their own files. By way of the file that names all of them, each icon would
 * seem to belong to every part of the page that has any, and be in the first load.
 */
export function directIcons(): Plugin {
  const files = filesOfIcons();
  return {
    name: "roost-direct-icons",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!/\/web\/(?:chat|panel)\//.test(id) || !code.includes("lucide-react")) return null;
      return {
        code: code.replace(imported, (_, names: string) => imports(names, files)),
        map: null,
      };
    },
  };
}

/** By the names of icons, of which some have several. */
function filesOfIcons(): ReadonlyMap<string, string> {
  const all = readFileSync(path.join(library, "lucide-react.mjs"), "utf8");
  const files = new Map<string, string>();
  for (const [, names = "", file = ""] of all.matchAll(
    /export \{([^}]*)\} from '\.\/(icons\/[^']+)'/g,
  )) {
    for (const [, name = ""] of names.matchAll(/default as (\w+)/g)) files.set(name, file);
  }
  return files;
}

function imports(names: string, files: ReadonlyMap<string, string>): string {
  const icons = names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "));
  return icons
    .map((icon) => {
      const [name = "", as = name] = icon.split(" as ");
      const file = files.get(name);
      if (file === undefined) throw new Error(`lucide-react has no icon ${name}`);
      return `import ${as} from ${JSON.stringify(path.join(library, file))};`;
    })
    .join(" ");
}
