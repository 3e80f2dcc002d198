export * from "@miniflask/session/itsdangerous";
