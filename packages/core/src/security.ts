export {
  check_password_hash,
  DEFAULT_PBKDF2_ITERATIONS,
  gen_salt,
  generate_password_hash,
  type PasswordHashOptions,
  SALT_CHARS,
} from "./data/passwords.ts";
export { safe_join } from "./data/safe_join.ts";
