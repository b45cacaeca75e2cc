import type { Config } from "../../config.ts";
import { broken, type Finding, ok, reasonOf, warning } from "./finding.ts";

const timeoutMs = 5_000;

/** Nobody's: it is set aside for documents. Who believes that we come from there believes anybody. */
const forged = "203.0.113.7";

const manual = '"Behind a reverse proxy" in docs/operations.md has what it takes.';

/** As a node tells how it sees who asks (`/healthz/visitor`). */
interface Visitor {
  address: string;
  protocol: string;
  host: string;
  forwarded: string[];
}

/** Whether people reach the server by its public address, and it learns who they are. */
export async function checkProxy(config: Config): Promise<Finding[]> {
  const { publicUrl } = config;
  if (publicUrl === undefined) {
    return [ok("proxy", "PUBLIC_URL is not set: no address to look at.")];
  }
  const url = publicUrl.replace(/\/$/, "");
  let wrong: Finding[];
  try {
    const visitor = await ask(url, {});
    const forger = await ask(url, { "x-forwarded-for": forged });
    wrong = [...ofHeaders(config, new URL(url), visitor), ...ofForgery(config, forger)];
  } catch (error) {
    return [await unreachable(config, url, error)];
  }
  wrong.push(...(await ofWebSockets(url)));
  return wrong.length > 0 ? wrong : [ok("proxy", `${url} answers, WebSockets and addresses too.`)];
}

async function ask(url: string, headers: Record<string, string>): Promise<Visitor> {
  const signal = AbortSignal.timeout(timeoutMs);
  const answer = await fetch(`${url}/healthz/visitor`, { headers, redirect: "manual", signal });
  const visitor = await answer.json().catch(() => null);
  if (answer.ok && typeof visitor?.address === "string") return visitor;
  throw new Error(`it answered ${answer.status}, which is no Roost`);
}

/** Where no server runs here either, the proxy is not to blame. */
async function unreachable(config: Config, url: string, error: unknown): Promise<Finding> {
  const { host, port } = config;
  const here = ["::", "0.0.0.0"].includes(host) ? "localhost" : host;
  const found = `Roost does not answer at ${url} (${reasonOf(error)}).`;
  try {
    await ask(`http://${here.includes(":") ? `[${here}]` : here}:${port}`, {});
  } catch {
    const advice = "No server answers on this machine either. Start it, and run this again.";
    return warning("proxy", found, advice);
  }
  const advice = `It answers on port ${port} of this machine: check PUBLIC_URL, its name in DNS, the certificate, and the proxy. ${manual}`;
  return broken("proxy", found, advice);
}

async function ofWebSockets(url: string): Promise<Finding[]> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), timeoutMs);
  socket.addEventListener("open", () => resolve(true));
  socket.addEventListener("error", () => resolve(false));
  const isOpen = await promise;
  clearTimeout(timer);
  socket.close();
  if (isOpen) return [];
  const found = `WebSockets do not get through at ${url}/ws.`;
  const advice = `Have the proxy pass on the headers Upgrade and Connection, and /ws to a gateway. ${manual}`;
  return [broken("proxy", found, advice)];
}

/** @param visitor How the server sees who says nothing of themselves. */
function ofHeaders({ trustProxy }: Config, url: URL, visitor: Visitor): Finding[] {
  const { forwarded, protocol, host } = visitor;
  if (!trustProxy) {
    if (forwarded.length === 0 && url.protocol === "http:") return [];
    const found = "A proxy is in front, and TRUST_PROXY is not set.";
    const advice =
      "Set TRUST_PROXY=true, and HOST=127.0.0.1 or a firewall so that nobody gets past the proxy. Otherwise all people count as one address.";
    return [warning("proxy", found, advice)];
  }
  if (!forwarded.includes("x-forwarded-for")) {
    const found = "TRUST_PROXY is set, and no X-Forwarded-For arrives.";
    const advice = `Have the proxy set it to the visitor's address, or leave TRUST_PROXY out where there is none. ${manual}`;
    return [broken("proxy", found, advice)];
  }
  const all: Finding[] = [];
  if (`${protocol}:` !== url.protocol) {
    const found = `The proxy says that people come by ${protocol}, and PUBLIC_URL says ${url.protocol}//.`;
    all.push(warning("proxy", found, `Have the proxy set X-Forwarded-Proto. ${manual}`));
  }
  if (host !== url.host) {
    const found = `The proxy says that people open ${host}, and PUBLIC_URL says ${url.host}.`;
    all.push(warning("proxy", found, `Have the proxy set X-Forwarded-Host. ${manual}`));
  }
  return all;
}

/** @param visitor How the server sees who says to come from somewhere else. */
function ofForgery({ trustProxy }: Config, { address }: Visitor): Finding[] {
  if (!trustProxy || address !== forged) return [];
  const found = "Whoever sends an X-Forwarded-For of their own is believed.";
  const advice = `Have the proxy replace it by the visitor's address or add that at its end, and let nobody get past the proxy. ${manual}`;
  return [broken("proxy", found, advice)];
}
