import type { HeaderList } from "../data/header_list.ts";

/** What `make_conditional` needs of a request. */
export interface ConditionalRequest {
  readonly method: string;
  readonly header_list: HeaderList;
  /** The 416 to raise; the error classes are built upon responses, so a response cannot name them. */
  unsatisfiable_range(length: number): Error;
}

/** How `make_conditional` treats ranges. */
export interface ConditionalOptions {
  /** Whether parts of the body can be asked for, or the unit of them; true is "bytes". */
  readonly accept_ranges?: boolean | string;
  /** The bytes of the whole body; ranges need it. */
  readonly complete_length?: number | null;
}
