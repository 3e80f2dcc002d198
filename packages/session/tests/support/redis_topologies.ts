import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createClient, createCluster, createSentinel } from "redis";
import { free_port, plain_redis, RedisServer } from "./redis_server.ts";

const TLS = new URL("../../../cli/tests/fixtures/tls/", import.meta.url);
const CERTIFICATE = fileURLToPath(new URL("cert.pem", TLS));
const PRIVATE_KEY = fileURLToPath(new URL("key.pem", TLS));
const POLL_MILLISECONDS = 20;
const LAST_SLOT = 16_383;
const MASTER = "sessions";

/** Several servers that are one to their clients. */
export interface RedisTopology<Client> {
  /** Those that hold data; for a sentinel the first one is the master. */
  readonly servers: readonly RedisServer[];
  /** A client that is not connected yet. */
  make_client(): Client;
  remove(): Promise<void>;
}

/** A server that speaks nothing but TLS, under a certificate that its client has to be told. */
export async function start_redis_with_tls() {
  const server = await RedisServer.start((port) => [
    ...["--port", "0", "--tls-port", String(port), "--tls-auth-clients", "no", "--save", ""],
    ...["--tls-cert-file", CERTIFICATE, "--tls-key-file", PRIVATE_KEY, "--tls-ca-cert-file", CERTIFICATE],
  ]);
  const socket = { tls: true, ca: readFileSync(CERTIFICATE) } as const;
  const url = `rediss://localhost:${server.port}`;
  return {
    servers: [server],
    url,
    make_client: (trusted = true) => createClient({ url, socket: trusted ? socket : { tls: true } }),
    remove: () => server.remove(),
  };
}

/** A cluster of three masters, each with a third of the keys. */
export async function start_redis_cluster() {
  const bus_ports = [await free_port(), await free_port(), await free_port()];
  const servers = await Promise.all(bus_ports.map((bus_port) => RedisServer.start(cluster_node(bus_port))));
  await join_cluster(servers, bus_ports);
  const make_client = () =>
    createCluster({
      rootNodes: servers.map(({ url }) => ({ url })),
      defaults: { socket: { reconnectStrategy: 50 } },
    });
  return { servers, make_client, remove: () => remove_all(servers) };
}

// Here and for the sentinel: shorter, and a machine that is busy for a moment would look like one that is gone.
const cluster_node = (bus_port: number) => (port: number, folder: string) => [
  ...plain_redis(port, folder),
  ...["--cluster-enabled", "yes", "--cluster-port", String(bus_port), "--cluster-node-timeout", "3000"],
  ...["--cluster-require-full-coverage", "no"],
];

async function join_cluster(servers: readonly RedisServer[], bus_ports: readonly number[]): Promise<void> {
  const share = Math.ceil((LAST_SLOT + 1) / servers.length);
  for (const [index, { url }] of servers.entries()) {
    const last = Math.min(LAST_SLOT, (index + 1) * share - 1);
    await ask(url, "CLUSTER", "ADDSLOTSRANGE", String(index * share), String(last));
    const [{ port }] = servers as [RedisServer, ...RedisServer[]];
    if (index > 0) await ask(url, "CLUSTER", "MEET", "127.0.0.1", String(port), String(bus_ports[0]));
  }
  for (const { url } of servers) {
    await until(async () => {
      const info = String(await ask(url, "CLUSTER", "INFO"));
      return info.includes("cluster_state:ok") && info.includes("cluster_slots_ok:16384");
    });
  }
}

/** A master, a replica of it, and a sentinel that makes the replica master when the first is gone. */
export async function start_redis_sentinel() {
  // Unless told, a master waits five seconds for more replicas.
  const master = await RedisServer.start((port, folder) => [
    ...plain_redis(port, folder),
    ...["--repl-diskless-sync-delay", "0"],
  ]);
  const replica = await RedisServer.start((port, folder) => [
    ...plain_redis(port, folder),
    ...["--replicaof", "127.0.0.1", String(master.port)],
  ]);
  await until(async () =>
    /master_link_status:up/.test(String(await ask(replica.url, "INFO", "replication"))),
  );
  const sentinel = await RedisServer.start(sentinel_of(master));
  await until(async () => /slaves=1/.test(String(await ask(sentinel.url, "INFO", "sentinel"))));
  const make_client = () =>
    createSentinel({
      name: MASTER,
      sentinelRootNodes: [{ host: "127.0.0.1", port: sentinel.port }],
      scanInterval: 100,
    });
  // A master answers before its replica has the change.
  const replicated = async () => {
    const offset = async ({ url }: RedisServer, name: string) =>
      new RegExp(`^${name}:(\\d+)`, "m").exec(String(await ask(url, "INFO", "replication")))?.[1];
    await until(
      async () =>
        (await offset(replica, "slave_repl_offset")) === (await offset(master, "master_repl_offset")),
    );
  };
  return {
    servers: [master, replica],
    make_client,
    replicated,
    remove: () => remove_all([sentinel, master, replica]),
  };
}

const sentinel_of =
  ({ port: master_port }: RedisServer) =>
  (port: number, folder: string) => {
    const file = join(folder, "sentinel.conf");
    const settings = [
      `monitor ${MASTER} 127.0.0.1 ${master_port} 1`,
      `down-after-milliseconds ${MASTER} 2000`,
      `failover-timeout ${MASTER} 2000`,
    ];
    writeFileSync(file, settings.map((line) => `sentinel ${line}\n`).join(""));
    return [file, "--sentinel", "--port", String(port)];
  };

async function ask(url: string, ...command: [string, ...string[]]): Promise<unknown> {
  const client = await createClient({ url })
    .on("error", () => {})
    .connect();
  try {
    return await client.sendCommand(command);
  } finally {
    client.destroy();
  }
}

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await sleep(POLL_MILLISECONDS);
}

async function remove_all(servers: readonly RedisServer[]): Promise<void> {
  for (const server of servers) await server.remove();
}
