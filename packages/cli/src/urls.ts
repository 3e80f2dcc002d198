export * from "@miniflask/core/urls";
