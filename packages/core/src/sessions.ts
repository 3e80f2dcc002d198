export * from "@miniflask/session";
export { Session } from "./users/session_extension.ts";
