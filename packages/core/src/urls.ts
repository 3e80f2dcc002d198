export { get_content_length } from "./data/content_length.ts";
export { get_current_url } from "./data/current_url.ts";
export { host_is_trusted } from "./data/host.ts";
export { iri_to_uri, uri_to_iri } from "./data/iri.ts";
export { urlencode } from "./data/query_text.ts";
export { get_host } from "./wire/host.ts";
