export * from "@miniflask/core/signals";
