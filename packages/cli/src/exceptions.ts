export * from "@miniflask/core/exceptions";
