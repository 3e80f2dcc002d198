export const placeholder = "jinja";
