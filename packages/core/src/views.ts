export { MethodView, View } from "./users/views.ts";
