export * from "@miniflask/core/cli";
