export {
  check_password_hash,
  gen_salt,
  generate_password_hash,
  type PasswordHashOptions,
} from "./data/passwords.ts";
export { safe_join } from "./data/safe_join.ts";
