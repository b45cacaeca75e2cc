import os from "node:os";
import { socketPort } from "./address.ts";

/** What the embedded PostgreSQL is told at every start. */
export interface Tuning {
  /** False only where the data may be lost, as in tests. */
  durable: boolean;
  maxConnections: number;
  /** More of PostgreSQL's settings by name, for who measures it. */
  settings?: Readonly<Record<string, string>>;
}

const megabyte = 2 ** 20;

/** PostgreSQL's settings as `name=value`. */
export function postgresSettings(socketFolder: string, tuning: Tuning): string[] {
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const sharedBuffers = Math.min(Math.max(memory / 16, 64 * megabyte), 1024 * megabyte);
  const settings: Record<string, string> = {
    listen_addresses: "",
    unix_socket_directories: socketFolder,
    unix_socket_permissions: "0700",
    port: String(socketPort),
    max_connections: String(tuning.maxConnections),
    shared_buffers: `${Math.floor(sharedBuffers / megabyte)}MB`,
    effective_cache_size: `${Math.floor(memory / 2 / megabyte)}MB`,
    // Short queries by primary key: neither compiling them nor helpers pay, and /dev/shm, which
    // helpers need, is small in containers.
    jit: "off",
    max_parallel_workers_per_gather: "0",
    random_page_cost: "1.1",
    wal_compression: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    // The log goes to the server's. Errors of statements reach whoever sent them; their text may
    // hold what people wrote, and stays out.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    log_line_prefix: "",
    lc_messages: "C",
    logging_collector: "off",
  };
  for (const name of ["fsync", "synchronous_commit", "full_page_writes"]) {
    settings[name] = tuning.durable ? "on" : "off";
  }
  Object.assign(settings, tuning.settings);
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}
