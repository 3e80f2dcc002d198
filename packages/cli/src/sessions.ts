export * from "@miniflask/core/sessions";
