export { HeaderSet } from "./data/header_set.ts";
