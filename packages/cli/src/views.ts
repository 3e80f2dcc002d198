export * from "@miniflask/core/views";
