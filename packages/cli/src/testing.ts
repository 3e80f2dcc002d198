export * from "@miniflask/core/testing";
