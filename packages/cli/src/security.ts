export * from "@miniflask/core/security";
