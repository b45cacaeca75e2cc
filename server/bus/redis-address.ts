import { StartError } from "../start-error.ts";

/** Where a Redis listens, and how to sign in there. */
export interface RedisAddress {
  host: string;
  port: number;
  isEncrypted: boolean;
  username?: string;
  password?: string;
}

const defaultPort = 6_379;

/**
 * Reads `redis://user:password@host:port`, or `rediss://` for an encrypted connection. More nodes
 * of a Redis Cluster may follow, each after a comma, as an address or as `host:port` alone.
 *
 * @throws StartError that does not repeat the password.
 */
export function parseRedisUrl(setting: string): RedisAddress[] {
  const [first = "", ...others] = setting.split(",").map((part) => part.trim());
  const model = parseOne(first);
  return [
    model,
    ...others.map((other) =>
      other.includes("://")
        ? parseOne(other)
        : { ...model, ...hostAndPort(parseOne(`redis://${other}`)) },
    ),
  ];
}

function parseOne(text: string): RedisAddress {
  // Not a scheme that browsers know: a host in brackets and a missing port are still understood.
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !["redis:", "rediss:"].includes(url.protocol) || url.hostname === "") {
    throw new StartError(
      "The setting REDIS_URL is malformed, but it must be redis://host:port, rediss://host:port, or several of a Redis Cluster with commas in between. Correct it, or leave it out to run one node alone.",
    );
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? defaultPort : Number(url.port),
    isEncrypted: url.protocol === "rediss:",
    ...(url.username !== "" && { username: decodeURIComponent(url.username) }),
    ...(url.password !== "" && { password: decodeURIComponent(url.password) }),
  };
}

function hostAndPort({ host, port }: RedisAddress): Pick<RedisAddress, "host" | "port"> {
  return { host, port };
}
