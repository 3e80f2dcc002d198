export * from "@miniflask/core/cli";
export type { CreateApp } from "./app_source.ts";
export { FlaskGroup, type FlaskGroupOptions } from "./flask_group.ts";
