export * from "@miniflask/session";
