export * from "@miniflask/core/routing";
