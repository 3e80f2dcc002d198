import type { Request } from "../wire/request.ts";

/** What a proxy in front may know better of a request than its bytes say. */
export interface RequestAddress {
  readonly remote_addr?: string;
  readonly scheme?: Request["scheme"];
  /** The Host header's value. */
  readonly host?: string;
  readonly root_path?: string;
  /** The decoded path below `root_path`. */
  readonly path?: string;
  /** "" where the path below `root_path` is empty, for which `path` has a slash; else absent. */
  readonly path_info?: string;
}

export type HandleFunction<Answer> = (request: Request) => Promise<Answer>;

/**
 * Changes where a request seems to come from and go to, before the app sees it: what WSGI middleware does to
 * the environ. The attributes are read-only for everybody after, so they are defined anew, not assigned.
 */
export function readdress(request: Request, address: RequestAddress): void {
  const { host, ...attributes } = address;
  if (host !== undefined) {
    // The list is the very array that node handed in, where the header stays as it was received.
    const header_list = request.header_list.copy();
    header_list.set("Host", host);
    Object.defineProperty(request, "header_list", { value: header_list, configurable: true });
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) Object.defineProperty(request, name, { value, configurable: true });
  }
}
