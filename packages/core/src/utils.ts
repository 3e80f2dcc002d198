export { get_content_length } from "./data/content_length.ts";
export { get_content_type } from "./data/content_type.ts";
export { get_current_url } from "./data/current_url.ts";
export { host_is_trusted } from "./data/host.ts";
export { secure_filename } from "./data/secure_filename.ts";
export { get_host } from "./wire/host.ts";
export { redirect } from "./wire/redirect.ts";
export {
  type SendFileEnvironment,
  type SendFileOptions,
  send_file,
  send_from_directory,
} from "./wire/send_file.ts";
