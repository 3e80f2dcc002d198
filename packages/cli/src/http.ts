export * from "@miniflask/core/http";
