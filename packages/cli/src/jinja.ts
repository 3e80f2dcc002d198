export * from "@miniflask/jinja";
