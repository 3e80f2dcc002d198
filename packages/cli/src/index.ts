export const placeholder = "cli";
