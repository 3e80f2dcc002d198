export * from "@miniflask/core";
