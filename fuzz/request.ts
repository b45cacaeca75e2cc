import type { Random } from "@roost/stage/random.ts";
import { broken, brokenText, nastyValue } from "./break.ts";
import { madeFrom, type Schema, type Source } from "./value.ts";
import type { Person } from "./world.ts";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

/** A route, as the API describes it. */
export interface Route {
  method: string;
  path: string;
  operationId: string;
  parameters: readonly Parameter[];
  /** By media type. */
  bodies: Readonly<Record<string, Schema>>;
}

interface Described {
  operationId: string;
  parameters?: readonly Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

export interface ApiDocument {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** One request as it goes over the wire. */
export interface Attempt {
  operationId: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

export function routesOf({ paths }: ApiDocument): Route[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => {
      const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema = {} }]) => [
        type,
        schema,
      ]);
      return {
        ...{ method: method.toUpperCase(), path, operationId, parameters },
        bodies: Object.fromEntries(bodies),
      };
    }),
  );
}

/** A request of a route: as described, or with some things wrong. */
export function attemptOf(route: Route, source: Source, person: Person): Attempt {
  const { random } = source;
  const isRough = random.chance(0.6);
  const part = (parameter: Parameter): string => {
    const value = madeFrom(parameter.schema, parameter.name, source);
    return String(isRough && random.chance(0.3) ? nastyValue(random) : value);
  };
  let path = route.path;
  const query: string[] = [];
  for (const parameter of route.parameters) {
    if (parameter.in === "path")
      path = path.replace(`{${parameter.name}}`, encoded(part(parameter)));
    else if (parameter.in === "query" && (parameter.required || random.chance(0.5))) {
      query.push(`${parameter.name}=${encoded(part(parameter))}`);
      if (isRough && random.chance(0.05)) query.push(query.at(-1) as string);
    }
  }
  if (isRough && random.chance(0.02)) path = random.pick(oddPaths(path)) as string;
  const [type, body] = bodyOf(route, source, isRough);
  return {
    ...{ operationId: route.operationId, method: route.method, body },
    path: query.length > 0 ? `${path}?${query.join("&")}` : path,
    headers: {
      ...whoAsks(route, person, random, isRough),
      ...(body && { "content-type": isRough && random.chance(0.05) ? "text/plain" : type }),
      ...(isRough && random.chance(0.05) && { origin: "https://evil.example" }),
      ...(isRough &&
        random.chance(0.05) && { "roost-user": encoded(String(source.known("userId"))) }),
      ...(isRough && random.chance(0.05) && { "x-forwarded-for": "1.2.3.4:5, [::1]:80, frob" }),
      ...(isRough && random.chance(0.05) && { "if-none-match": '"frob' }),
      ...(isRough && random.chance(0.05) && { "accept-language": "de;q=frob,*" }),
    },
  };
}

function bodyOf(
  route: Route,
  source: Source,
  isRough: boolean,
): [type: string, body: Buffer | null] {
  const { random } = source;
  const chosen = random.pick(Object.entries(route.bodies));
  if (!chosen) return ["", null];
  const [type, schema] = chosen;
  if (type !== "application/json") {
    return [type, Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256)))];
  }
  const value = madeFrom(schema, "", source);
  const changed = isRough && random.chance(0.7) ? broken(value, random) : value;
  const text = JSON.stringify(changed) ?? "";
  return [type, isRough && random.chance(0.1) ? brokenText(text, random) : Buffer.from(text)];
}

function whoAsks(
  route: Route,
  person: Person,
  random: Random,
  isRough: boolean,
): Record<string, string> {
  const secret = route.path.startsWith("/api/auth/") ? person.secret : person.token;
  if (!isRough || random.chance(0.85)) return { authorization: `Bearer ${secret}` };
  const odd = [
    `Bearer ${secret.slice(1)}`,
    "Bearer",
    "Basic ZXZlOmV2ZQ==",
    `bearer  ${secret}`,
    "Bearer a.b.c",
  ];
  return random.chance(0.5) ? {} : { authorization: random.pick(odd) as string };
}

/** A lone surrogate is no text, and goes as three bytes of its own. */
function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : "%ED%A0%80";
}

function oddPaths(path: string): string[] {
  return [
    `${path}/`,
    path.replaceAll("/", "//"),
    `${path}%00`,
    `${path}/%ff`,
    `${path}/..%2f..%2fme`,
    `/${"a".repeat(5_000)}`,
  ];
}
