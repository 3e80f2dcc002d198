export * from "@miniflask/core/csrf";
