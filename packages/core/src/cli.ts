export { debug_of_environment } from "./data/config_values.ts";
export { add_commands, type CommandHost, type FindApp } from "./edge/command_program.ts";
export {
  type AppCommand,
  AppGroup,
  type CommandFlag,
  type CommandFunction,
  type CommandOptions,
  type NamedCommands,
} from "./setup/app_group.ts";
