export * from "@miniflask/core/middleware";
