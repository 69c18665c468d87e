/** Listens for this machine only, by TCP alone: a socket file's path may not be longer than 107 bytes. */
const BASE: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
};

/** For data that nobody misses after a crash: tests. */
const DISPOSABLE: Readonly<Record<string, string>> = {
  fsync: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  shared_buffers: "32MB",
  max_connections: "200",
};

/** The server's command line, in PostgreSQL's own words. */
export function settingsOf(port: number, isDisposable: boolean): readonly string[] {
  const settings = { ...BASE, port: String(port), ...(isDisposable ? DISPOSABLE : {}) };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
