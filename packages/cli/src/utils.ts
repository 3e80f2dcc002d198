export * from "@miniflask/core/utils";
