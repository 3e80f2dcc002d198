export { debug_of_environment } from "./data/config_values.ts";
export { add_app_commands, type CommandHost } from "./edge/command_program.ts";
export {
  type AppCommand,
  AppGroup,
  type CommandFlag,
  type CommandFunction,
  type CommandOptions,
} from "./setup/app_group.ts";
