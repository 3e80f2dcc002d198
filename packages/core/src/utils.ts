export { get_content_length } from "./data/content_length.ts";
export { get_current_url } from "./data/current_url.ts";
export { host_is_trusted } from "./data/host.ts";
export { secure_filename } from "./data/secure_filename.ts";
export { get_host } from "./wire/host.ts";
