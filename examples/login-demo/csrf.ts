import { abort, request } from "miniflask";

/** Methods that only read (RFC 9110, section 9.2.1). */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * Refuses a change that another site asks for. A page elsewhere can make this browser send a form here, cookies and
 * all; it cannot make the browser lie about where the form stood. No hidden form field is needed.
 */
export function refuse_other_origins(): undefined {
  if (SAFE_METHODS.has(request.method)) return;
  if (!comes_from_this_site()) abort(403, "This request was sent by a page of another site.");
}

function comes_from_this_site(): boolean {
  // Browsers since 2023 say it outright; "none" is the visitor's own doing, such as a bookmark.
  const site = request.headers.get("Sec-Fetch-Site");
  if (site) return site === "same-origin" || site === "none";
  // Older ones, and every browser on plain http away from localhost, name the page's origin on each POST.
  const origin = request.headers.get("Origin");
  if (origin) return host_of(origin) === request.host.toLowerCase();
  // Neither header: no browser, so there is no visitor whose cookies could be misused (curl, a test client).
  return true;
}

/** Host and port of an origin; undefined for "null" (a sandboxed page) and for nonsense. */
function host_of(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
