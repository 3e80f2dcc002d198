import { BlockList, isIP } from "node:net";
import { parse_list_header } from "../data/header_value.ts";
import type { Request } from "../wire/request.ts";
import { type HandleFunction, type RequestAddress, readdress } from "./readdress.ts";

/** How many proxies in front set each header, and so which value from the right is theirs. 0 ignores the header. */
export interface ProxyFixOptions {
  readonly x_for?: number;
  readonly x_proto?: number;
  readonly x_host?: number;
  readonly x_port?: number;
  readonly x_prefix?: number;
  /** Addresses or networks (`10.0.0.0/8`) of the proxies; headers from any other peer are ignored. All when absent. */
  readonly trusted_proxies?: readonly string[];
}

const SCHEMES = new Set<string>(["http", "https", "ws", "wss"]);

/**
 * Makes an app behind a proxy see the client's address, scheme and host: `app.handle = ProxyFix(app.handle, { x_for: 1 })`.
 * Only for an app that nobody reaches but through that many proxies: the headers are the client's own otherwise
 * (werkzeug.middleware.proxy_fix).
 */
export function ProxyFix<Answer>(
  handle: HandleFunction<Answer>,
  options: ProxyFixOptions = {},
): HandleFunction<Answer> {
  const { x_for = 1, x_proto = 1, x_host = 0, x_port = 0, x_prefix = 0 } = options;
  const counts = { x_for, x_proto, x_host, x_port, x_prefix };
  const proxies = options.trusted_proxies ? network_list(options.trusted_proxies) : undefined;
  return (request) => {
    if (comes_from(request, proxies)) readdress(request, forwarded_address(request, counts));
    return handle(request);
  };
}

type Counts = Required<Omit<ProxyFixOptions, "trusted_proxies">>;

function forwarded_address(request: Request, counts: Counts): RequestAddress {
  const value = (header: string, count: number) => value_from_right(request, header, count);
  const remote_addr = value("X-Forwarded-For", counts.x_for);
  const scheme = value("X-Forwarded-Proto", counts.x_proto)?.toLowerCase();
  const forwarded_host = value("X-Forwarded-Host", counts.x_host);
  const port = value("X-Forwarded-Port", counts.x_port);
  const host = with_port(forwarded_host ?? request.header_list.get("Host"), port);
  const root_path = value("X-Forwarded-Prefix", counts.x_prefix);
  return {
    ...(remote_addr ? { remote_addr } : {}),
    ...(is_scheme(scheme) ? { scheme } : {}),
    ...(host !== undefined && (forwarded_host || port) ? { host } : {}),
    ...(root_path ? { root_path: as_prefix(root_path) } : {}),
  };
}

/** The value that the first of our own proxies wrote; fewer values than proxies mean that the header is not theirs. */
function value_from_right(request: Request, header: string, count: number): string | undefined {
  if (count === 0) return undefined;
  const values = parse_list_header(request.header_list.getlist(header).join(","));
  return values.length >= count ? values[values.length - count] : undefined;
}

function with_port(host: string | undefined, port: string | undefined): string | undefined {
  if (host === undefined || !port) return host;
  // A bracket at the end is an IPv6 address without a port.
  const colon = host.endsWith("]") ? -1 : host.lastIndexOf(":");
  return `${colon === -1 ? host : host.slice(0, colon)}:${port}`;
}

function is_scheme(text: string | undefined): text is Request["scheme"] {
  return text !== undefined && SCHEMES.has(text);
}

/** One leading slash: a prefix of two would make every relative redirect lead to another host. */
function as_prefix(text: string): string {
  const inner = text.split("/").filter((segment) => segment !== "");
  return inner.length === 0 ? "" : `/${inner.join("/")}`;
}

function network_list(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function comes_from({ remote_addr }: Request, proxies: BlockList | undefined): boolean {
  if (proxies === undefined) return true;
  if (remote_addr === null || isIP(remote_addr) === 0) return false;
  return proxies.check(remote_addr, isIP(remote_addr) === 6 ? "ipv6" : "ipv4");
}
