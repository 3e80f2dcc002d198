export * from "@miniflask/core/datastructures";
