export const placeholder = "session";
